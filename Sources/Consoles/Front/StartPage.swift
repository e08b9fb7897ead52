/// The first page anybody opens: what this is, for whom, and how to begin.
struct StartPage: FrontPage {
  struct Figures: Sendable {
    let members: Int64
    let merchants: Int64
    let outstanding: ShownPoints
    let transactions: Int64
  }

  /// Such as `http://127.0.0.1:8080`; stands in the first call.
  let apiBase: String
  /// Nil where this installation keeps its figures to itself.
  let figures: Figures?

  func heading(_ words: Words) -> String { words.productName }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      section(.class("hero")) {
        div {
          p(.class("eyebrow")) { words.startEyebrow }
          h1 { words.startHeadline }
          p(.class("lede")) { words.startLede }
          p(.class("actions")) {
            a(.class("button"), .href(.site)) { words.startSite }
            a(.class("button plain"), .href(.desk)) { words.startDesk }
            a(.class("button plain"), .href(.dashboard)) { words.startConsole }
            a(.class("button plain"), .href(.developers)) { words.startDevelopers }
          }
        }
        div(.class("emblem"), .aria(.hidden, "true")) { coin }
      }
      if let figures { figureTiles(figures, words) }
      section(.class("trio")) {
        article {
          h2 { words.startUseTitle }
          p { words.startUseText }
        }
        article {
          h2 { words.startOpenTitle }
          p { words.startOpenText }
        }
        article {
          h2 { words.startTrustTitle }
          p { words.startTrustText }
        }
      }
      section(.class("who-list")) {
        h2 { words.startWho }
        dl {
          who(words.startMembers, words.startMembersText)
          who(words.startMerchants, words.startMerchantsText)
          who(words.startOperator, words.startOperatorText)
          who(words.startIntegrators, words.startIntegratorsText)
        }
      }
      card(words.startFirst, words.startFirstNote) {
        firstCall(apiBase, words)
        p(.class("more")) {
          a(.href(.rates)) { words.rateTitle }
          a(.href(.developers)) { words.startQuick }
          a(.href(.openAPI)) { words.startReference }
        }
      }
    }
  }

  private func figureTiles(_ figures: Figures, _ words: Words) -> Node {
    tiles {
      tile(words.dashboardMembers, words.number(figures.members))
      tile(words.menuMerchants, words.number(figures.merchants))
      tile(words.dashboardOutstanding, words.points(figures.outstanding))
      tile(words.dashboardTransactions, words.number(figures.transactions))
    }
  }

  @Nodes private func who(_ name: String, _ text: String) -> [Node] {
    div {
      dt { name }
      dd { text }
    }
  }
}

/// Earning points for a purchase of 128.50, ready to paste.
func firstCall(_ apiBase: String, _ words: Words) -> Node {
  codeBlock(
    """
    curl \(apiBase)/v1/transactions \\
      -H 'Authorization: Bearer tb_test_…' \\
      -H 'Idempotency-Key: order-1001' \\
      -H 'Content-Type: application/json' \\
      -d '{"type": "earn", "member": {"phone": "13800000001"},
           "amount": {"value": 12850, "currency": "CNY"}}'
    """, words)
}

func codeBlock(_ text: String, _ words: Words) -> Node {
  div(.class("code")) {
    pre(.tabindex(0)) { code { text } }
    button(
      .type("button"), .class("copy"), .hidden, .data(.copy, text), .data(.copied, words.shellCopied)
    ) { words.shellCopy }
  }
}
