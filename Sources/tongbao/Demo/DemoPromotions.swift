import Coalition
import Ledger

/// What the demo's merchants make known, who wants to join them, and what the operator announces.
struct DemoPromotions {
  let coalition: Coalition
  /// Two of the operator's people: what one writes, the other looks at.
  let people: [Principal]
  /// The merchants with their stores, in the order of ``DemoNames/shops``.
  let shops: [DemoPlatform.Shop]

  /// At the demo's own present, so that something is shown when it is opened.
  func make() async throws {
    try await makeProfiles()
    try await makeBriefs()
    try await makePromotions()
    try await makeApplications()
    try await makeAnnouncements()
  }

  private var now: Instant { coalition.clock.now() }

  private func owner(of shop: DemoPlatform.Shop, _ number: Int) -> Principal {
    Principal(
      kind: .merchant, merchant: shop.merchant, scopes: .merchantMost,
      actor: Actor(kind: .system, id: 0, answerable: 0, origin: "demo \(number)"))
  }

  private static let categories: [MerchantCategory] = [
    .grocery, .food, .grocery, .food, .retail, .leisure, .health, .services, .retail, .food, .travel,
    .leisure,
    .retail, .food, .fashion, .services, .leisure, .online, .retail, .travel,
  ]

  private func makeProfiles() async throws {
    for (index, shop) in shops.enumerated() {
      let names = DemoNames.shops[index].names
      let number = String(310_000_000 + index * 7_919)
      try await coalition.setProfile(
        MerchantProfile(
          category: Self.categories[index % Self.categories.count], legalName: names.hans + "有限公司",
          registration: "91\(number)MA1K", contact: "店主", phone: "0215555\(1_000 + index)",
          email: "owner\(index + 1)@example.com"), of: shop.merchant, by: people[0])
    }
  }

  private func makeBriefs() async throws {
    let texts = [
      LocalText(
        hans: "社区里的超市，生鲜每天到店。\n积分当场可用，也可在下次结账时抵扣。",
        hant: "社區裡的超市，生鮮每天到店。\n點數當場可用，也可在下次結帳時折抵。",
        en: "A neighbourhood supermarket with fresh food every day.\nPoints can be used at once."),
      LocalText(hans: "现磨咖啡与手工甜点，会员日积分加倍。", en: "Coffee ground to order, and cakes made here."),
    ]
    for (index, text) in texts.enumerated() {
      let draft = PublicationDraft(
        brief: text, category: Self.categories[index], hours: "08:00–22:00", phone: "0215555\(1_000 + index)")
      try await publish(.brief, draft, of: index, key: "demo-brief-\(index)", isApproved: true)
    }
    // One that waits: it would take the place of what is shown.
    let newer = PublicationDraft(
      brief: LocalText(hans: "现磨咖啡与手工甜点。大学城店新开二楼自习区。", en: "Coffee, cakes, and a new floor to study."),
      category: .food, hours: "07:30–22:30", phone: "02155551001")
    try await publish(.brief, newer, of: 1, key: "demo-brief-next", isApproved: false)
  }

  private func makePromotions() async throws {
    let day: Int64 = 86_400
    let weekend = PublicationDraft(
      promotion: LocalText(hans: "周末双倍积分", hant: "週末雙倍點數", en: "Double points at weekends"),
      body: LocalText(
        hans: "周六、周日消费，积分按双倍计算。\n以小票时间为准。", hant: "週六、週日消費，點數以雙倍計算。\n以小票時間為準。",
        en: "Every purchase on a Saturday or Sunday earns twice the points."),
      from: now.adding(seconds: -3 * day), until: now.adding(seconds: 27 * day))
    let mornings = PublicationDraft(
      promotion: LocalText(hans: "早安咖啡，积分可抵", hant: "早安咖啡，點數可折抵", en: "Morning coffee for points"),
      body: LocalText(hans: "每天十点前，任意中杯可用积分支付。", en: "Before ten, any medium cup can be paid with points."),
      from: now.adding(seconds: -day), until: now.adding(seconds: 13 * day), stores: [shops[1].stores[0].id])
    try await publish(.promotion, weekend, of: 0, key: "demo-promotion-0", isApproved: true)
    try await publish(.promotion, mornings, of: 1, key: "demo-promotion-1", isApproved: true)
    let books = PublicationDraft(
      promotion: LocalText(hans: "开学季：教辅九折", hant: "開學季：參考書九折", en: "Back to school"),
      body: LocalText(hans: "凭会员码结账，教辅图书九折，积分照给。"), from: now, until: now.adding(seconds: 20 * day))
    try await publish(.promotion, books, of: 4, key: "demo-promotion-2", isApproved: false)
    let films = PublicationDraft(
      promotion: LocalText(hans: "看电影送积分"), body: LocalText(hans: "送你很多积分。"), from: now,
      until: now.adding(seconds: 20 * day))
    let sent = try await publish(.promotion, films, of: 5, key: "demo-promotion-3", isApproved: false)
    _ = try await coalition.rejectPublication(sent, reason: "请写明送多少、怎么送", by: people[0])
  }

  @discardableResult
  private func publish(
    _ kind: Publication.Kind, _ draft: PublicationDraft, of shop: Int, key: String, isApproved: Bool
  ) async throws -> PublicationID {
    let owner = owner(of: shops[shop], shop)
    let made = try await coalition.writePublication(
      kind, draft, of: shops[shop].merchant, key: key, by: owner)
    _ = try await coalition.submitPublication(made.id, by: owner)
    if isApproved { _ = try await coalition.approvePublication(made.id, by: people[0]) }
    return made.id
  }

  private func makeApplications() async throws {
    let wanted: [(String, String, MerchantCategory, String)] = [
      ("老街茶馆", "91310000MA1K35ABCD", .food, "老街店"), ("晨光文具", "91310000MA1K36EFGH", .retail, "校门店"),
      ("海风民宿", "91310000MA1K37JKLM", .travel, "海边店"),
    ]
    for (index, one) in wanted.enumerated() {
      let draft = ApplicationDraft(
        name: one.0,
        profile: MerchantProfile(
          category: one.2, legalName: one.0 + "有限公司", registration: one.1, contact: "陈静",
          phone: "1390013900\(index)", email: "apply\(index + 1)@example.com"),
        points: Points(Int64(index + 1)), storeName: one.3, storeAddress: "人民路 \(index + 8) 号",
        note: "希望下月开业前接入。")
      let sent = try await coalition.applyAsMerchant(
        draft, key: "demo-application-\(index)", from: "demo")
      if index == 0 { continue }
      try await coalition.takeUpApplication(sent.application.id, by: people[0])
      if index == 1 {
        try await coalition.noteChecks([.registered, .single], of: sent.application.id, by: people[0])
      } else {
        try await coalition.rejectApplication(
          sent.application.id, reason: "登记号码与名称不符", by: people[0])
      }
    }
  }

  private func makeAnnouncements() async throws {
    let day: Int64 = 86_400
    let drafts = [
      AnnouncementDraft(
        title: LocalText(hans: "欢迎来到演示平台", hant: "歡迎來到示範平台", en: "Welcome to the demo"),
        body: LocalText(
          hans: "数据均为虚构，可以放心操作。", hant: "資料皆為虛構，可以放心操作。",
          en: "Everything here is made up; try whatever you like."), to: .all, from: now,
        until: now.adding(seconds: 30 * day)),
      AnnouncementDraft(
        title: LocalText(hans: "月末对账提前一天", hant: "月底對帳提前一天", en: "Month-end files are due a day early"),
        body: LocalText(
          hans: "请在本月最后一个工作日前送来对账文件。", hant: "請在本月最後一個工作日前送來對帳檔案。",
          en: "Please send day files before the last working day of the month."),
        to: [.merchants, .operators], isImportant: true, from: now.adding(seconds: day),
        until: now.adding(seconds: 10 * day)),
    ]
    for (index, draft) in drafts.enumerated() {
      let made = try await coalition.writeAnnouncement(
        draft, key: "demo-announcement-\(index)", by: people[0])
      _ = try await coalition.publishAnnouncement(made.id, by: people[0])
    }
  }
}
