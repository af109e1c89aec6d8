import COpenBLAS

/// The settings of the linear-algebra library.
package enum BLAS {
  /// Pins OpenBLAS to the calling thread; must be the first call of `main`.
  ///
  /// The number of threads changes the last bits of a product, and two threads on small products are slower than one:
  /// parallelism belongs to the rungs, not to a product.
  package static func configure() {
    openblas_set_num_threads(1)
    openblas_end_threads()
  }

  /// The kernel family that OpenBLAS chose for this processor, such as "SkylakeX".
  ///
  /// It belongs in every run's journal: another kernel gives other last bits.
  package static var kernelName: String {
    openblas_get_corename().map { String(cString: $0) } ?? "unknown"
  }

  /// Name, version and build options of the library.
  package static var version: String {
    openblas_get_config().map { String(cString: $0) } ?? "unknown"
  }
}
