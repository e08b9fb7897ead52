@testable import Consoles

extension Sample {
  static let memberTags = MemberTags(
    entries: [
      .init(id: "tag_1", name: "VIP <gold>", owner: nil, setAt: Faked.ago(days: 9)),
      .init(id: "tag_2", name: "Regular", owner: "Harbour Coffee", setAt: Faked.now),
    ],
    free: [("tag_3", "\u{6D3B}\u{8DC3} & new")], action: .memberTags("mem_1"), list: .tags)

  static func tags(fault: String?) -> TagList {
    TagList(
      base: .tags,
      rows: .loaded([
        .init(id: "tag_1", name: "VIP <gold>", isRetired: false, createdAt: Faked.ago(days: 9)),
        .init(id: "tag_2", name: "Old", isRetired: true, createdAt: Faked.ago(days: 99)),
      ]),
      mayChange: true, typed: "VIP \"x\"", fault: fault)
  }

  static let tagPages: [Sample] = [
    Sample("tags", TagsPage(list: tags(fault: "There is a tag of that name."))),
    Sample(
      "tags none",
      TagsPage(list: TagList(base: .tags, rows: .loaded([]), mayChange: false))),
  ]
}
