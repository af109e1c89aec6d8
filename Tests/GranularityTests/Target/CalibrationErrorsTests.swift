import Tensors
import Testing

@testable import Granularity

@Suite("Errors as earlier versions kept them for bands")
struct CalibrationErrorsTests {
  /// Magnitudes at one step, ascending.
  private func errors(_ origins: Int) -> CalibrationErrors {
    let kept = CalibrationErrors.kept(of: origins)
    let values = (0..<kept).map { Double(($0 + 1) * origins / kept) }
    return CalibrationErrors(origins: origins, magnitudes: DoubleMatrix(rows: 1, columns: kept, values: values))
  }

  @Test("Half-widths are those of split conformal prediction: the error of rank ⌈(n + 1) · level⌉")
  func ranks() throws {
    #expect(errors(12).halfWidths(level: 0.8) == [11] && errors(99).halfWidths(level: 0.5) == [50])
    #expect(errors(3).halfWidths(level: 0.8) == nil && errors(4).halfWidths(level: 0.8) == [4])
    // Of more origins than are kept the next error that is.
    let widths = try #require(errors(4321).halfWidths(level: 0.8))
    #expect((3458...3462).contains(widths[0]))
  }
}
