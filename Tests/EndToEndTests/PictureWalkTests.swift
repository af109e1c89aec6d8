import Foundation
import Testing

@Suite("Images, in a real terminal")
struct PictureWalkTests {
  private func line(_ words: String, in screen: String) -> Substring? {
    screen.split(separator: "\n").first { $0.contains(words) }
  }

  @Test(
    "Along the ladder, through the gallery, into a picture, the matrix and the network", arguments: ["mlp", "conv"])
  func walk(_ recipe: String) throws {
    let tmux = try Tmux([Program.sample("digits.csv"), "--recipe", recipe, "--epochs", "4"])
    var screen = try tmux.wait { $0.contains("wrong first") && $0.contains("epoch 4/4") }
    for words in ["▸8×8", "Gallery", "Confusion", " wrong", "accuracy"] {
      #expect(screen.contains(words), "“\(words)” is missing in\n\(screen)")
    }
    // One key moves along the ladder; the pictures are those of the shown resolution.
    try tmux.send("g")
    screen = try tmux.wait { $0.contains("▸4×4") }
    #expect(screen.contains("Loss ─ 4×4"), "\(screen)")
    try tmux.send("G", "Tab", "PageDown")
    screen = try tmux.wait { $0.contains("order held") && $0.contains("9 of 270") }
    #expect(screen.contains("9 of 270"), "\(screen)")
    try tmux.send("e")
    screen = try tmux.wait { $0.contains("Picture ─ validation ─ 8×8") }
    #expect(screen.contains("✓") && line("Picture", in: screen) != nil, "\(screen)")
    try tmux.send("Right")
    screen = try tmux.wait { $0.contains("10 of 270") }
    #expect(screen.contains("10 of 270"), "\(screen)")
    // Esc closes the picture, then lets the gallery follow again.
    try tmux.send("Escape")
    screen = try tmux.wait { $0.contains("Gallery") }
    try tmux.send("Escape")
    screen = try tmux.wait { !$0.contains("order held") }
    #expect(screen.contains("Gallery") && !screen.contains("order held"), "\(screen)")
    try tmux.send("Tab", "Down", "Enter")
    screen = try tmux.wait { $0.contains(" only ") && $0.contains(" taken for ") }
    #expect(screen.contains(" only ") && screen.contains(" taken for "), "\(screen)")
    try tmux.send("i")
    let first = recipe == "conv" ? "Conv 64 3×3" : "Dense 512"
    screen = try tmux.wait { $0.contains("filters ") && $0.contains("\(first) relu") }
    #expect(screen.contains("\(first) relu"), "\(screen)")
    // On images a perceptron has one hidden layer, and so nothing to go on to.
    if recipe == "conv" {
      #expect(screen.contains("layer 1 of"), "\(screen)")
      try tmux.send("Down")
      screen = try tmux.wait { $0.contains("layer 2 of") && $0.contains("MaxPool 2×2") }
      #expect(screen.contains("layer 2 of") && screen.contains("MaxPool 2×2"), "\(screen)")
    }
    try tmux.send("2")
    screen = try tmux.wait { $0.contains("share of wrong classes") }
    #expect(screen.contains("★ 8×8 accuracy") && screen.contains("2×2"), "\(screen)")
    try tmux.send("3")
    screen = try tmux.wait { $0.contains("1 797 images") }
    #expect(screen.contains("1 797 images") && screen.contains("2×2"), "\(screen)")
    try tmux.send("q")
    screen = try tmux.wait { $0.contains("left with 0") }
    #expect(screen.contains("left with 0"), "\(screen)")
  }

  @Test("While it trains the pace is told in images, and the network is seen as it learns; any size will do")
  func live() throws {
    let tmux = try Tmux([Program.sample("digits.csv"), "--recipe", "conv", "--epochs", "4000"], width: 160, height: 50)
    var screen = try tmux.wait { $0.contains("images/s") && $0.contains("filters of Conv 64 3×3") }
    #expect(screen.contains("images/s") && screen.contains("filters of Conv 64 3×3"), "\(screen)")
    let step = line("picture ", in: screen)
    screen = try tmux.wait { line("picture ", in: $0) != step }
    #expect(line("picture ", in: screen) != step, "\(screen)")
    for (width, height) in [(80, 24), (40, 10), (100, 30), (160, 50)] {
      try tmux.resize(width, height)
      screen = try tmux.wait { $0.split(separator: "\n").count >= height - 1 && $0.contains("Loss") }
      #expect(screen.contains("Loss"), "\(width)×\(height)\n\(screen)")
    }
    try tmux.send("q")
    try tmux.wait { $0.contains("still training") }
    try tmux.send("q")
    screen = try tmux.wait { $0.contains("left with 0") }
    #expect(screen.contains("left with 0"), "\(screen)")
  }

  @Test("Pictures can be had without colours and without Unicode")
  func plain() throws {
    let tmux = try Tmux(
      [Program.sample("digits.csv"), "--epochs", "2"], environment: ["LC_ALL": "C", "LANG": "C", "NO_COLOR": "1"])
    let screen = try tmux.wait { $0.contains("wrong first") && $0.contains("epoch 2/2") }
    #expect(!screen.unicodeScalars.contains { !$0.isASCII }, "\(screen)")
    // Strokes are drawn by brightness.
    #expect(screen.contains("@") && screen.contains("#"), "\(screen)")
  }
}
