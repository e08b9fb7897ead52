import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Consoles

/// What becomes of an entry whose answer was lost, and of earns that waited for the line.
@Suite(.database) struct SeatUnknownTests {
  private static let form = "member=13800138000&kind=earn&amount=10"

  @Test func `an entry whose answer was lost is unknown, and becomes what the ledger says`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      _ = try await seat.trade(Self.form, key: "key-lost-1", cookies)
      // As after a fall between the ledger's answer and the note of it.
      try await seat.forgetOutcome("key-lost-1")
      let known = try await seat.console.get("/seat/result?key=key-lost-1", cookies)
      #expect(known.text.contains("data-state=\"booked\"") && known.text.contains("+10"))
      // As after a fall before the ledger was asked.
      _ = try await seat.trade(Self.form, key: "key-lost-2", cookies)
      try await seat.forgetOutcome("key-lost-2", renaming: "key-lost-3")
      let unknown = try await seat.console.get("/seat/result?key=key-lost-3", cookies)
      #expect(unknown.text.contains("data-state=\"unknown\"") && !unknown.text.contains(">Not booked<"))
      #expect(unknown.text.contains("http-equiv=\"refresh\""))
      let close = try await seat.send("/seat/shift/close", "", cookies)
      #expect(close.status == .conflict && close.text.contains("The outcome of 1 entry is unknown"))
      // Sent again under its key it is booked, once.
      let before = try await seat.count(.earn)
      #expect(try await seat.trade(Self.form, key: "key-lost-3", cookies).text.contains("booked"))
      #expect(try await seat.trade(Self.form, key: "key-lost-3", cookies).text.contains("booked"))
      #expect(try await seat.count(.earn) == before + 1)
      #expect(try await seat.send("/seat/shift/close", "", cookies).status == .seeOther)
    }
  }

  @Test func `what is made sure not to count never counts`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      _ = try await seat.trade(Self.form, key: "key-drop-1", cookies)
      try await seat.forgetOutcome("key-drop-1", renaming: "key-drop-2")
      #expect(try await seat.send("/seat/result/drop", "key=key-drop-2", cookies).status == .seeOther)
      let dropped = try await seat.console.get("/seat/result?key=key-drop-2", cookies)
      #expect(dropped.text.contains("data-state=\"dropped\""))
      let before = try await seat.count(.earn)
      _ = try await seat.trade(Self.form, key: "key-drop-2", cookies)
      #expect(try await seat.count(.earn) == before)
      #expect(try await seat.spendable() == 10)
      #expect(try await seat.send("/seat/shift/close", "", cookies).status == .seeOther)
    }
  }

  @Test func `what is dropped while it books shows as dropped, and its points are undone`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      let token = try await seat.console.get("/seat", cookies).text.formToken
      var booked: Points = 0
      var shownAsBooked: Points = 0
      for round in 0..<24 {
        // Sent, and not known to the ledger: its form and its end are sent at the same moment.
        _ = try await seat.trade(Self.form, key: "key-race-a\(round)", cookies)
        try await seat.forgetOutcome("key-race-a\(round)", renaming: "key-race-b\(round)")
        booked += 10
        let key = "key=key-race-b\(round)&form_token=" + token
        async let trade = seat.console.post("/seat/trade", Self.form + "&" + key, cookies)
        async let drop = seat.console.post("/seat/result/drop", key, cookies)
        _ = try await (trade, drop)
        let shown = try await seat.console.get("/seat/result?key=key-race-b\(round)", cookies).text
        if shown.contains("data-state=\"booked\"") {
          booked += 10
          shownAsBooked += 10
        } else {
          #expect(shown.contains("data-state=\"dropped\""))
        }
        #expect(try await seat.spendable() == booked, "round \(round)")
      }
      let close = try await seat.send("/seat/shift/close", "", cookies)
      let slip = try await seat.console.get(try #require(close.headers[.location]), cookies).text
      // What the shift's slip adds up is what it showed as booked; the entries before were given other keys.
      #expect(slip.contains(">+\(shownAsBooked.units)</dd>") == (shownAsBooked > 0), "\(shownAsBooked)")
      print("dropped while it booked: \(24 - shownAsBooked.units / 10) of 24 ended as dropped")
    }
  }

  @Test func `a queued earn is booked once under its own key, within the limits`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      let now = seat.console.clock.clock.now().microseconds / 1_000
      let here = seat.console.coalition.publicIDs.text(seat.seats[0].id)
      func queue(
        _ key: String, _ amount: String, secondsAgo: Int64 = 60, more: String = ""
      ) async throws
        -> String
      {
        let taken = "at=\(now - secondsAgo * 1_000)&key=\(key)&seat=\(here)"
        let form = "member=13800138000&amount=\(amount)&" + taken + more
        return try await seat.send("/seat/queue", form, cookies).text
      }
      for _ in 0..<2 { #expect(try await queue("queued-01", "88.00").contains("\"booked\"")) }
      #expect(try await seat.spendable() == 88)
      let taken = try await seat.console.ledger.journal(after: .none, limit: 10)[0]
      #expect(taken.context.memo == "offline")
      #expect(try await queue("queued-02", "2000.01").contains("Above the limit"))
      #expect(try await queue("queued-03", "10", secondsAgo: 86_500).contains("more than 24 hours"))
      #expect(try await queue("queued-04", "10", secondsAgo: -600).contains("\"refused\""))
      for number in 0..<9 { #expect(try await queue("queued-1\(number)", "2000").contains("\"booked\"")) }
      #expect(try await queue("queued-20", "1912.01").contains("Above the limit"))
      #expect(try await queue("queued-21", "1912").contains("\"booked\""))
      #expect(try await queue("queued-22", "10", more: "&kind=spend").contains("\"refused\""))
      _ = try await seat.send("/seat/shift/close", "", cookies)
      let token = try await seat.console.get("/seat", cookies).text.formToken
      let late = try await seat.console.post(
        "/seat/queue", "member=13800138000&amount=5&at=\(now)&key=queued-30&seat=\(here)&form_token=" + token,
        cookies)
      #expect(late.text.contains("\"waiting\""))
      #expect(try await seat.count(.earn) == 11)
      #expect(try await seat.count(.spend) == 0)
    }
  }

  @Test func `an earn that was taken at another seat is booked there or nowhere`() async throws {
    try await TestSeat.open { seat in
      let there = try await seat.work("201", at: 1)
      #expect(try await seat.console.get("/seat", there).text.contains("data-seat=\"trm_"))
      let now = seat.console.clock.clock.now().microseconds / 1_000
      let names = [seat.seats[0].id, seat.seats[1].id].map { seat.console.coalition.publicIDs.text($0) }
      let form = "member=13800138000&amount=88&at=\(now)&key=queued-40"
      for elsewhere in ["&seat=" + names[0], "&seat=", ""] {
        let said = try await seat.send("/seat/queue", form + elsewhere, there).text
        #expect(said.contains("\"refused\"") && said.contains("Taken at another seat"))
      }
      #expect(try await seat.count(.earn) == 0)
      #expect(try await seat.send("/seat/queue", form + "&seat=" + names[1], there).text.contains("booked"))
      #expect(try await seat.count(.earn) == 1)
    }
  }

  @Test func `the worker may see every page of the seat, and the page it keeps says nothing of anybody`()
    async throws
  {
    try await TestSeat.open { seat in
      let worker = try await seat.console.get("/seat/worker.js")
      let scope = try #require(HTTPField.Name("Service-Worker-Allowed"))
      #expect(
        worker.headers[scope] == "/seat" && worker.headers[.contentType]?.contains("javascript") == true)
      let cookies = try await seat.work()
      let page = try await seat.console.get("/seat/offline", cookies).text
      #expect(
        !page.contains("form_token") && !page.contains("Wu Yan") && page.contains("data-one=\"200000\""))
    }
  }
}

extension TestSeat {
  /// Leaves an entry as it is before its answer came; renamed, it is one that the ledger never heard of.
  func forgetOutcome(_ key: String, renaming: String? = nil) async throws {
    let name = renaming ?? key
    try await coalition.database.write { tx in
      try tx.execute(
        """
        UPDATE seat_entry SET state = 'sent', transaction_id = NULL, points = 0, request_key = \(name)
        WHERE request_key = \(key)
        """)
    }
  }
}
