#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

func sin(_ angle: Double) -> Double {
  #if canImport(Glibc)
    Glibc.sin(angle)
  #elseif canImport(Musl)
    Musl.sin(angle)
  #else
    Darwin.sin(angle)
  #endif
}

func cos(_ angle: Double) -> Double { sin(angle + .pi / 2) }
