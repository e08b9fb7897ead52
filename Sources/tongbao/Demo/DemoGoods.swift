import Loyalty

/// What is sold in the demo's first shops, by their place in ``DemoNames/shops``.
enum DemoGoods {
  private struct Line {
    var code: String
    var name: String
    var category: String
  }

  /// Codes begin with 2, which GS1 leaves to each shop.
  private static let lines: [[Line]] = [
    [
      Line(code: "2000000000015", name: "鲜牛奶 950 ml", category: "乳品"),
      Line(code: "2000000000022", name: "全麦吐司", category: "烘焙"),
      Line(code: "2000000000039", name: "东北大米 5 kg", category: "粮油"),
      Line(code: "2000000000046", name: "花生油 1.8 L", category: "粮油"),
      Line(code: "2000000000053", name: "散装苹果", category: "水果"),
    ],
    [
      Line(code: "LATTE", name: "拿铁", category: "咖啡"), Line(code: "AMERICANO", name: "美式", category: "咖啡"),
      Line(code: "CHEESECAKE", name: "芝士蛋糕", category: "甜点"),
    ],
    [
      Line(code: "CHERRY", name: "车厘子 礼盒", category: "礼盒"),
      Line(code: "BLUEBERRY", name: "蓝莓", category: "浆果"),
      Line(code: "MANDARIN", name: "砂糖橘", category: "柑橘"),
    ],
  ]

  /// Lines that come to the amount, sometimes with a coupon; none from a shop whose till does not tell.
  static func receipt(of shop: Int, amount: Int64, _ chance: inout DemoChance) -> [PurchaseItem] {
    guard shop < lines.count, chance.happens(60) else { return [] }
    let coupon: Int64 = chance.happens(15) ? 500 : 0
    var rest = amount + coupon
    var items: [PurchaseItem] = []
    let bought = lines[shop].shuffled(using: &chance).prefix(chance.number(in: 1...3))
    for (place, line) in bought.enumerated() {
      let isLast = place == bought.count - 1
      let part = isLast ? rest : rest * Int64(chance.number(in: 20...60)) / 100
      rest -= part
      items.append(
        PurchaseItem(
          code: line.code, name: line.name, category: line.category,
          quantity: Int64(chance.number(in: 1...3)), amount: part))
    }
    if coupon > 0 { items.append(PurchaseItem(code: "COUPON", name: "优惠券", amount: -coupon)) }
    return items
  }
}
