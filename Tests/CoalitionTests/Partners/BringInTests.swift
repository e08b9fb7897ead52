import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// What lay in an account elsewhere comes in once for ever, whatever is lost and whoever links it.
@Suite(.database) struct BringInTests {
  @Test func `what lies there comes in once, by the exchange's own way`() async throws {
    try await LinkStall.open { links in
      links.stall.book.accounts.set("SKY-881", to: 401)
      let link = try await links.link()
      #expect(try await links.brought(link) == ["exchanged", "done"])
      #expect(try await links.spendable() == 1_200, "rounded down")
      let exchange = try #require(try await links.coalition.ownPartnerExchanges(by: links.me).first)
      #expect(exchange.direction == .in && exchange.theirPoints == 401 && exchange.points == 200)
      let proof = links.coalition.publicIDs.text(link.id)
      #expect(links.debits.count == 1 && links.debits[0].contains(#""proof":"\#(proof)""#))
      // Ended and linked again, by the same member and another: nothing more comes.
      try await links.coalition.endOwnLink(link.id, by: links.me)
      let again = try await links.link("SKY-881", "nonce-of-sixteen")
      try await links.coalition.endOwnLink(again.id, by: links.me)
      let other = try await links.link("SKY-881", "nonce-of-another", by: links.friend)
      try await links.run(after: 100)
      #expect(try await links.brought(again).isEmpty)
      #expect(try await links.brought(other, by: links.friend).isEmpty)
      #expect(links.debits.count == 1)
      #expect(try await links.spendable(links.stall.shop.friend) == 0)
      // Another account is another's.
      links.stall.book.accounts.set("SKY-9", to: 20)
      #expect(try await links.brought(links.link("SKY-9", "nonce-of-account9")) == ["exchanged", "done"])
      #expect(try await links.spendable() == 1_210)
    }
  }

  @Test func `answers that are lost leave it open until it is certain, and it comes in once`() async throws {
    try await LinkStall.open { links in
      links.stall.book.accounts.set("SKY-881", to: 400)
      // What lies there: not heard, then about something else; the debit: done and not heard, then away.
      links.stall.book.mood(.loses, .mistakes, .well, .loses, .away)
      let link = try await links.link()
      #expect(try await links.brought(link)[0] == "asking")
      try await links.run(after: 2)
      try await links.run(after: 6)
      #expect(try await links.brought(link) == ["exchanged", "unknown"])
      #expect(try await links.spendable() == 1_000)
      try await links.run(after: 6)
      try await links.run(after: 6)
      #expect(try await links.brought(link) == ["exchanged", "done"])
      #expect(try await links.spendable() == 1_200)
      #expect(links.debits.count == 3 && Set(links.debits).count == 1)
    }
  }

  @Test func `a server that is killed behind any step leaves what another brings to the same end`()
    async throws
  {
    try await LinkStall.open { links in
      links.stall.book.accounts.set("SKY-881", to: 400)
      links.stall.book.mood(.away)
      let link = try await links.link()
      // Killed before the partner was asked, then before each step of the exchange.
      links.stall.book.mood(.loses)
      try await links.run(after: 100)
      let (coalition, proof) = (links.coalition, links.coalition.publicIDs.text(link.id))
      for state in ["asking", "begun", "unknown", "accepted"] {
        try await coalition.database.write { tx in
          if state == "asking" {
            try tx.execute("UPDATE bring_in SET next_try_at = 0")
          } else {
            try tx.execute(
              """
              UPDATE partner_exchange SET state = \(state), finished_at = NULL, next_try_at = 0,
                proof = \(proof)
              """)
          }
        }
        try await links.run(after: 100)
      }
      #expect(try await links.brought(link) == ["exchanged", "done"])
      #expect(try await links.spendable() == 1_200)
      #expect(Set(links.debits).count == 1)
      // Several servers at once.
      links.stall.book.accounts.set("SKY-9", to: 40)
      links.stall.book.mood(.away)
      let second = try await links.link("SKY-9", "nonce-of-account9")
      await withTaskGroup { group in
        for _ in 0..<6 {
          group.addTask { _ = try? await coalition.advanceBringIn(of: second.id) }
        }
      }
      try await links.run(after: 100)
      #expect(try await links.brought(second) == ["exchanged", "done"])
      #expect(try await links.spendable() == 1_220 && Set(links.debits).count == 2)
    }
  }

  @Test func `what moved nothing gives its place up, and what moved something never does`() async throws {
    try await LinkStall.open(ExchangeLimits()) { links in
      // Nothing there; refused; the partner's points are spent by the time they are asked for.
      let empty = try await links.link()
      #expect(try await links.brought(empty) == ["nothing", "nothing_there"])
      try await links.coalition.endOwnLink(empty.id, by: links.me)
      links.stall.book.accounts.set("SKY-881", to: 400)
      links.stall.book.mood(.well, .refuses)
      let spent = try await links.link("SKY-881", "nonce-of-sixteen")
      #expect(try await links.brought(spent) == ["exchanged", "refused"])
      try await links.coalition.endOwnLink(spent.id, by: links.me)
      links.stall.book.mood(.away)
      let ended = try await links.link("SKY-881", "nonce-of-seventeen")
      try await links.coalition.endOwnLink(ended.id, by: links.me)
      #expect(try await links.brought(ended) == ["nothing", "link_ended"])
      try await links.run(after: 100)
      #expect(try await links.spendable() == 1_000 && links.debits.count == 1)
      let friend = links.stall.shop.friend
      let last = try await links.link("SKY-881", "nonce-of-eighteen", by: links.friend)
      #expect(try await links.brought(last, by: links.friend) == ["exchanged", "done"])
      #expect(try await links.spendable(friend) == 200)
      #expect(try await links.brought(last).isEmpty, "another's is nobody's business")
    }
  }

  @Test func `without the terms of two people nothing comes in`() async throws {
    try await LinkStall.open(brings: false) { links in
      links.stall.book.accounts.set("SKY-881", to: 400)
      let link = try await links.link()
      try await links.run(after: 100)
      #expect(try await links.brought(link).isEmpty && links.stall.book.requests.isEmpty)
      #expect(try await links.spendable() == 1_000)
    }
  }

  @Test func `a partner that says nothing for three days is left alone`() async throws {
    try await LinkStall.open { links in
      links.stall.book.mood(.away, .away)
      let link = try await links.link()
      try await links.run(after: 3 * 86_400)
      let said = try await links.brought(link)
      #expect(said[0] == "nothing")
      try await links.run(after: 86_400)
      #expect(links.stall.book.requests.filter { $0.text.contains("partner_balance") }.count == 2)
    }
  }
}
