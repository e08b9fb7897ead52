/// The portal for integrators: four steps to a first payment, the manners of the interface, its refusals.
struct DevelopersPage: FrontPage {
  /// Such as `http://127.0.0.1:8080`.
  let apiBase: String

  func heading(_ words: Words) -> String { words.developersTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.developersIntro)
      p(.class("actions")) {
        a(.class("button"), .href(.openAPI)) { words.startReference }
      }
      card(words.developersQuick) { steps(words) }
      card(words.developersManners) { manners(words) }
      card(words.developersErrors, words.developersErrorsNote, id: "errors") { errorTable(words) }
    }
  }

  private func steps(_ words: Words) -> Node {
    ol(.class("steps-list")) {
      li {
        h3 { words.developersStepKey }
        p { words.developersStepKeyText }
      }
      li {
        h3 { words.developersStepMember }
        p { words.developersStepMemberText }
        codeBlock(
          """
          curl \(apiBase)/v1/members \\
            -H 'Authorization: Bearer tb_test_…' \\
            -H 'Content-Type: application/json' \\
            -d '{"phone": "13800000001", "language": "zh-Hans"}'
          """, words)
      }
      li {
        h3 { words.developersStepEarn }
        p { words.developersStepEarnText }
        firstCall(apiBase, words)
      }
      li {
        h3 { words.developersStepSpend }
        p { words.developersStepSpendText }
        codeBlock(
          """
          curl \(apiBase)/v1/transactions \\
            -H 'Authorization: Bearer tb_test_…' \\
            -H 'Idempotency-Key: order-1002' \\
            -H 'Content-Type: application/json' \\
            -d '{"type": "spend", "member": {"phone": "13800000001"}, "points": 500}'
          """, words)
      }
    }
  }

  private func manners(_ words: Words) -> Node {
    facts([
      (words.developersIdempotency, .text(words.developersIdempotencyText)),
      (words.developersPaging, .text(words.developersPagingText)),
      (words.developersNumbers, .text(words.developersNumbersText)),
      (words.developersDry, .text(words.developersDryText)),
      (words.developersWebhooks, .text(words.developersWebhooksText)),
    ])
  }

  private func errorTable(_ words: Words) -> Node {
    DataTable(
      name: words.developersErrors,
      columns: [Column(words.developersCode), Column(words.developersMeaning)],
      rows: DocumentedError.allCases.map { error in
        [code(.id(error.rawValue)) { error.rawValue }, .text(error.meaning(words))]
      }
    ).node
  }
}
