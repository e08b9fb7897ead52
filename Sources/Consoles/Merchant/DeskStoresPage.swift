/// A merchant's stores: their names, and opening and closing them.
struct DeskStoresPage: DeskPage {
  struct Row: Sendable {
    let id: String
    let code: String
    let name: String
    let isOpen: Bool
  }

  let query: ListQuery
  let stores: Loaded<Batch<Row>>
  let mayChange: Bool
  /// Whoever works in some stores opens none.
  let mayOpen: Bool
  var fault: String?

  var desk: DeskPlace { .stores }

  func heading(_ words: Words) -> String { words.deskStores }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      Listing(
        base: .deskStores, query: query, batch: stores, heading: heading(words),
        introduction: words.deskStepStoreWhy, filters: [],
        columns: [Column(words.commonStore), Column(words.commonState), Column(words.deskChange)],
        firstUse: emptyState(.quiet, words.deskStores, words.deskStepStoreWhy) {}
      ) { row in
        [
          twoLines(.text(row.name), row.code),
          row.isOpen ? badge(words.deskActive, .good) : badge(words.standingClosed, .quiet),
          mayChange && row.isOpen ? changeForm(row, visit) : .text(words.commonNone),
        ]
      }.node(visit)
      if mayOpen {
        card(words.deskStepStore) {
          deskForm(.deskStores, words.deskStepStore, visit) {
            deskField("code", words.deskStoreCode, length: 32)
            deskField("name", words.deskName)
          }
        }
      }
    }
  }

  private func changeForm(_ row: Row, _ visit: Visit) -> Node {
    let words = visit.words
    return details {
      summary { words.deskChange }
      deskForm(Link.deskStores.appending(row.id), words.terminalSave, visit) {
        deskField(row.id, words.deskName, row.name)
      }
      finalForm(
        Link.deskStores.appending(row.id).appending("close"), words.deskCloseStore, words.merchantCloseNote,
        visit)
    }
  }
}
