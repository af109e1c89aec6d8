import Glibc
import ReadingChecks

/// libFuzzer's loop, as a function: the package manager gives every program a `main` of its own.
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

let check = ReadingCheck()
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv

// The first byte chooses options, the rest is the file.
_ = runFuzzer(&count, &arguments) { start, count in
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let selector = bytes.first else { return 0 }
  if let complaint = check.complaint(bytes.dropFirst(), selector: selector) {
    print("FINDING: \(complaint) (options \(selector))")
    abort()
  }
  return 0
}
