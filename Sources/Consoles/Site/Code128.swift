/// Digits as a bar code (ISO/IEC 15417, Code 128), drawn by us.
///
/// Pairs of digits take one symbol in code set C; an odd last digit is written in code set B.
struct Code128 {
  /// Bar and space widths in modules, bar first, with the stop's last bar.
  let widths: [Int]

  /// Nil for anything but 1…80 digits.
  init?(digits: String) {
    let values = digits.utf8.map { Int($0) - 0x30 }
    guard 1...80 ~= values.count, values.allSatisfy({ 0...9 ~= $0 }) else { return nil }
    var symbols = [values.count == 1 ? Self.startB : Self.startC]
    var place = 0
    while place + 1 < values.count {
      symbols.append(values[place] * 10 + values[place + 1])
      place += 2
    }
    if place < values.count {
      if values.count > 1 { symbols.append(Self.codeB) }
      // In code set B a digit's value is its ASCII code less 32.
      symbols.append(values[place] + 16)
    }
    let weighted = symbols.enumerated().reduce(0) { $0 + $1.element * max(1, $1.offset) }
    symbols.append(weighted % 103)
    widths = symbols.flatMap { Self.pattern(of: $0) } + [2, 3, 3, 1, 1, 1, 2]
  }

  private static let codeB = 100
  private static let startB = 104
  private static let startC = 105

  private static func pattern(of symbol: Int) -> [Int] {
    table.dropFirst(symbol * 6).prefix(6).map { Int($0) - 0x30 }
  }

  /// ISO/IEC 15417 table 1: six widths for each of the values 0…105.
  private static let table = Array(
    ("212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
      + "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
      + "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
      + "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
      + "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
      + "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
      + "114311411113411311113141114131311141411131211412211214211232").utf8)

  /// Modules from edge to edge, without the quiet zone.
  var width: Int { widths.reduce(0, +) }

  /// Black on white in every theme, since scanners look for that; ten modules are quiet on either side.
  func drawing(_ name: String) -> Node {
    var path = ""
    var x = 10
    for (place, run) in widths.enumerated() {
      if place.isMultiple(of: 2) { path += "M\(x) 0h\(run)v60h-\(run)z" }
      x += run
    }
    return svg(
      .class("bars"), Attribute("viewBox", "0 0 \(width + 20) 60"), .role("img"), .aria(.label, name),
      Attribute("preserveAspectRatio", "none"), Attribute("shape-rendering", "crispEdges")
    ) {
      svgRect(
        Attribute("width", "\(width + 20)"), Attribute("height", "60"), Attribute("fill", "#ffffff"))
      svgPath(Attribute("d", path), Attribute("fill", "#000000"))
    }
  }
}
