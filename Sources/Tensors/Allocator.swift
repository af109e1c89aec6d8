import CKernels

/// The settings of the memory allocator.
package enum Allocator {
  /// Gives large blocks back to the system as soon as they are freed; to be called before any is asked for.
  package static func configure() { ck_return_large_blocks() }
}
