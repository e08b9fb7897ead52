/// Asks for the list of members in full, which another person decides on.
struct MembersExportPage: ConsolePage {
  let query: ListQuery
  var fault: String?

  var place: MenuPlace { .members }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.membersExportFull }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.membersExportFullNote)
      faultNotice(fault)
      card(words.approvalReason) {
        form(.class("decision"), .method(.post), .action(.membersExportAsking)) {
          formToken(visit)
          for (name, value) in query.filters.sorted(by: { $0.key < $1.key }) where name != "q" {
            input(.type("hidden"), .name(name), .value(value))
          }
          div(.class("field")) {
            label(.for("reason")) { words.approvalReason }
            textarea(
              [.id("reason"), .name("reason"), .maxlength(200), .required]
                + (fault == nil ? [] : [.aria(.describedby, "fault")])
            ) {}
          }
          div { button(.class("button")) { words.membersExportAsk } }
        }
      }
    }
  }
}
