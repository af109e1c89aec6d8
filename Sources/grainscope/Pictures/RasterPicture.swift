import Glibc

/// Draws SVG as PNG by librsvg, which is looked for when a picture is asked for: the program runs without it.
///
/// Sources: librsvg's `rsvg.h` (2.46 and newer) and cairo's `cairo.h`.
struct RasterPicture {
  private typealias Address = UnsafeMutableRawPointer
  private typealias New =
    @convention(c) (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<Address?>?) -> Address?
  private typealias IntrinsicSize =
    @convention(c) (Address, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> CInt
  private typealias Draw =
    @convention(c) (Address, Address, UnsafePointer<Double>, UnsafeMutablePointer<Address?>?) -> CInt
  private typealias NewSurface = @convention(c) (CInt, CInt, CInt) -> Address?
  private typealias NewContext = @convention(c) (Address) -> Address?
  private typealias Release = @convention(c) (Address) -> Void
  private typealias Take = @convention(c) (Address?, UnsafePointer<UInt8>?, CUnsignedInt) -> CInt
  private typealias Write = @convention(c) (Address, Take, Address?) -> CInt

  private let new: New
  private let intrinsicSize: IntrinsicSize
  private let draw: Draw
  private let newSurface: NewSurface
  private let newContext: NewContext
  private let write: Write
  private let release, releaseContext, releaseSurface: Release

  private static let libraries = ["librsvg-2.so.2", "libcairo.so.2", "libgobject-2.0.so.0"]

  /// Nil where librsvg is not installed.
  init?() {
    let opened = Self.libraries.compactMap { dlopen($0, RTLD_NOW) }
    guard opened.count == Self.libraries.count else { return nil }
    func found<Function>(_ name: String, _ type: Function.Type) -> Function? {
      for library in opened {
        if let address = dlsym(library, name) { return unsafeBitCast(address, to: type) }
      }
      return nil
    }
    guard let new = found("rsvg_handle_new_from_data", New.self),
      let intrinsicSize = found("rsvg_handle_get_intrinsic_size_in_pixels", IntrinsicSize.self),
      let draw = found("rsvg_handle_render_document", Draw.self),
      let newSurface = found("cairo_image_surface_create", NewSurface.self),
      let newContext = found("cairo_create", NewContext.self),
      let write = found("cairo_surface_write_to_png_stream", Write.self),
      let release = found("g_object_unref", Release.self),
      let releaseContext = found("cairo_destroy", Release.self),
      let releaseSurface = found("cairo_surface_destroy", Release.self)
    else { return nil }
    (self.new, self.intrinsicSize, self.draw) = (new, intrinsicSize, draw)
    (self.newSurface, self.newContext, self.write) = (newSurface, newContext, write)
    (self.release, self.releaseContext, self.releaseSurface) = (release, releaseContext, releaseSurface)
  }

  /// The bytes of a PNG file; nil where the picture is too large to be drawn.
  ///
  /// - Parameter scale: pixels to a unit of the picture.
  func png(_ picture: String, scale: Double) -> [UInt8]? {
    let source = Array(picture.utf8)
    guard let handle = new(source, source.count, nil) else { return nil }
    defer { release(handle) }
    var (width, height) = (0.0, 0.0)
    guard intrinsicSize(handle, &width, &height) != 0 else { return nil }
    (width, height) = ((width * scale).rounded(.up), (height * scale).rounded(.up))
    // cairo's own bound.
    guard width < 32_768, height < 32_768, let surface = newSurface(Self.withAlpha, CInt(width), CInt(height)) else {
      return nil
    }
    defer { releaseSurface(surface) }
    guard let context = newContext(surface) else { return nil }
    defer { releaseContext(context) }
    guard draw(handle, context, [0, 0, width, height], nil) != 0 else { return nil }
    var bytes: [UInt8] = []
    let status = withUnsafeMutablePointer(to: &bytes) { target in
      write(
        surface,
        { target, chunk, count in
          target?.assumingMemoryBound(to: [UInt8].self).pointee += UnsafeBufferPointer(start: chunk, count: Int(count))
          return 0
        }, target)
    }
    return status == 0 ? bytes : nil
  }

  /// `CAIRO_FORMAT_ARGB32`.
  private static let withAlpha: CInt = 0
}
