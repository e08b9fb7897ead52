import Coalition

/// Who takes part in the demo. Invented; likenesses are chance.
enum DemoNames {
  struct Shop {
    var code: String
    var names: Names
    var stores: [String]
    /// Points for each whole yuan.
    var rate: Int64
  }

  /// The first one gives one point for each whole yuan, as the README says.
  static let shops: [Shop] = [
    shop("GUANGMING", "光明超市", "光明超市", "Guangming Supermarket", ["人民路店", "南京路店", "徐家汇店"], 1),
    shop("YUNCAFE", "云上咖啡", "雲上咖啡", "Cloud Coffee", ["中央商场店", "大学城店"], 5),
    shop("LVYE", "绿野鲜果", "綠野鮮果", "Green Field Fruit", ["东门店", "西门店"], 2),
    shop("JINGUI", "金桂餐厅", "金桂餐廳", "Golden Osmanthus Restaurant", ["老城店"], 2),
    shop("HAITANG", "海棠书店", "海棠書店", "Begonia Books", ["文化广场店", "车站店"], 3),
    shop("XINGHE", "星河影城", "星河影城", "Galaxy Cinema", ["万象店"], 4),
    shop("QINGFENG", "清风药房", "清風藥房", "Clear Wind Pharmacy", ["一店", "二店", "三店"], 1),
    shop("LANTIAN", "蓝天加油站", "藍天加油站", "Blue Sky Fuel", ["环城站", "高新站"], 1),
    shop("MEIJIA", "美家家居", "美家家居", "Fine Home", ["北区店"], 1),
    shop("TIANXIANG", "天香茶庄", "天香茶莊", "Heavenly Tea", ["湖滨店"], 3),
    shop("YUANHANG", "远航旅行", "遠航旅行", "Far Voyage Travel", ["总店"], 1),
    shop("LEYOU", "乐游健身", "樂遊健身", "Joy Fitness", ["江边店", "公园店"], 2),
    shop("DONGFANG", "东方百货", "東方百貨", "Oriental Store", ["旗舰店"], 1),
    shop("XIAOYU", "小雨烘焙", "小雨烘焙", "Little Rain Bakery", ["一号店", "二号店"], 5),
    shop("HUAYUN", "华韵钟表", "華韻鐘錶", "Huayun Watches", ["中心店"], 1),
    shop("KUAIJIE", "快捷洗衣", "快捷洗衣", "Quick Laundry", ["社区店"], 3),
    shop("TONGLE", "童乐园", "童樂園", "Children's Garden", ["城西店"], 2),
    shop("SHUMA", "数码港", "數碼港", "Digital Harbour", ["科技店"], 1),
    shop("HUAXI", "花溪花店", "花溪花店", "Flower Brook", ["春熙店"], 4),
    shop("ANJU", "安居酒店", "安居酒店", "Anju Hotel", ["机场店", "会展店"], 2),
  ]

  private static func shop(
    _ code: String, _ hans: String, _ hant: String, _ en: String, _ stores: [String], _ rate: Int64
  ) -> Shop {
    Shop(code: code, names: Names(hans: hans, hant: hant, en: en), stores: stores, rate: rate)
  }

  private static let surnames = Array("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹")
  private static let given = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅建国文斌志宇浩然思雨欣怡梓涵子轩")

  static func person(_ chance: inout DemoChance) -> String {
    var name = String(chance.element(of: surnames))
    for _ in 0..<chance.number(in: 1...2) { name.append(chance.element(of: given)) }
    return name
  }
}

/// Chance that is the same every time: SplitMix64.
struct DemoChance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True so many times out of a hundred.
  mutating func happens(_ percent: Int) -> Bool { number(in: 1...100) <= percent }

  mutating func element<T>(of list: [T]) -> T { list[number(in: 0...list.count - 1)] }
}
