import Foundation
import Ledger
import LedgerStore
import Loyalty
import Testing

@testable import Coalition

/// A coalition that lives day by day: issuers and programmes beside the shop's own, members who buy, pay,
/// send things back and send each other points, and jobs that run at an odd hour of every day.
///
/// It knows what should be outstanding from receipts alone: each says what went into or came out of a lot,
/// and a lot goes when the clock of the zone says so.
struct SimulatedYears {
  struct Size {
    var issuers = 4
    var programs = 4
    var members = 5
    var days = 1_097
    var ordersPerDay = 2
  }

  struct Cohort: Hashable {
    let asset: AssetID
    let expiresAt: Instant
  }

  let shop: TestShop
  let size: Size
  let zone: TimeZone
  private(set) var programs: [Program] = []
  private(set) var issuers: [Merchant] = []
  private var members: [Member] = []
  private var done: [TransactionID] = []
  /// Points in lots by their end, as receipts made them.
  private(set) var outstanding: [Cohort: Points] = [:]
  /// How many orders were carried out.
  private(set) var booked = 0
  private var chance: SplitMix

  /// How long points live, one after the other: the shop's own has 12 months.
  private static let validities: [Validity] = [
    .endOfMonth(12), .endOfYear(1), .never, .endOfMonth(1), .days(40), .exactMonths(7), .endOfQuarter(1),
    .endOfYear(0),
    .fixedDate(21_243),  // 29 February 2028
    .endOfMonth(3),
  ]

  /// With none, two and three decimals.
  private static let currencies = [
    "CNY", "JPY", "USD", "HKD", "KWD", "EUR", "TWD", "KRW", "SGD", "BHD",
  ]

  private static func currency(_ number: Int) -> String { currencies[number % currencies.count] }

  init(_ shop: TestShop, _ size: Size, zone: TimeZone, seed: UInt64) async throws {
    (self.shop, self.size, self.zone) = (shop, size, zone)
    chance = SplitMix(seed: seed)
    issuers = [shop.merchant, shop.other]
    for number in issuers.count..<size.issuers {
      issuers.append(
        try await shop.coalition.createMerchant(
          code: "M\(number)", names: Names("Merchant \(number)"), by: .system))
    }
    members = [shop.member, shop.friend]
    for number in members.count..<size.members {
      members.append(
        try await shop.coalition.createMember(
          MemberDraft(.phone("\(13_900_139_000 + number)")), by: .system))
    }
    programs = [shop.program]
    for number in 1..<size.programs {
      var draft = ProgramDraft(
        code: "P\(number)", names: Names("Programme \(number)"),
        worth: Worth(100, are: Money(minorUnits: Int64(number), currency: Self.currency(number))),
        merchant: issuers[number % issuers.count].id)
      draft.policies = shop.program.policies
      draft.validity = [.awarded: Self.validities[number % Self.validities.count]]
      programs.append(try await shop.coalition.createProgram(draft, by: .system))
    }
    for (number, issuer) in issuers.enumerated() {
      for (place, program) in programs.enumerated() where place > 0 || number > 1 {
        try await shop.coalition.setTerms(
          MerchantTerms(
            merchant: issuer.id, asset: program.asset, earning: EarnTerms(1, perMinorUnits: 100)),
          by: .system)
      }
    }
  }

  /// A day: its orders and its jobs, in whatever order, at moments that its zone has.
  mutating func live(_ day: BusinessDay) async throws {
    let calendar = shop.coalition.settings.calendar
    let (start, end) = (calendar.start(of: day), calendar.end(of: day))
    let seconds = UInt64((end.microseconds - start.microseconds) / Instant.microsecondsPerSecond)
    let moments = (0...size.ordersPerDay).map { _ in Int64(chance.next() % seconds) }.sorted()
    let place = Int(chance.next() % UInt64(moments.count))
    for (number, moment) in moments.enumerated() {
      shop.clock.set(start.adding(seconds: moment))
      if number == place {
        try await shop.coalition.runDueJobs(only: [.expire])
        expire(at: shop.clock.clock.now())
      } else {
        try await order("\(day.daysSince1970)-\(number)")
      }
    }
  }

  private mutating func expire(at moment: Instant) {
    outstanding = outstanding.filter { $0.key.expiresAt > moment }
  }

  private mutating func order(_ key: String) async throws {
    let issuer = issuers[Int(chance.next() % UInt64(issuers.count))]
    let program = programs[Int(chance.next() % UInt64(programs.count))]
    let order = nextOrder(in: program)
    let isTransfer = if case .transfer = order { true } else { false }
    let receipt: Receipt
    do {
      receipt = try await shop.coalition.carryOut(
        order, key: key, by: isTransfer ? .system : shop.caller(issuer))
    } catch is OrderRefusal {
      return  // what cannot be done moves nothing
    }
    booked += 1
    done.append(receipt.transaction.id)
    if done.count > 200 { done.removeFirst(100) }
    if case .earn = order { checkEnd(of: receipt, in: program) }
    for part in receipt.lots {
      let cohort = Cohort(
        asset: receipt.transaction.subject.asset, expiresAt: part.expiresAt ?? .distantFuture)
      outstanding[cohort, default: 0] += part.points
      if outstanding[cohort] == 0 { outstanding[cohort] = nil }
    }
  }

  private mutating func nextOrder(in program: Program) -> Order {
    let member = MemberClaim.id(members[Int(chance.next() % UInt64(members.count))].id)
    let friend = MemberClaim.id(members[Int(chance.next() % UInt64(members.count))].id)
    let amount = Int64(chance.next() % 900) + 1
    switch chance.next() % 8 {
    case 0 where !done.isEmpty: return .void(ReturnOrder(done[Int(chance.next() % UInt64(done.count))]))
    case 1 where !done.isEmpty:
      let original = done[Int(chance.next() % UInt64(done.count))]
      return .refund(ReturnOrder(original, .points(Points(amount / 90 + 1))))
    case 2:
      return .transfer(
        TransferOrder(
          from: member, to: friend, program: .asset(program.asset), points: Points(amount / 9 + 1)))
    case 3, 4:
      return .spend(
        SpendOrder(member: member, program: .asset(program.asset), .points(Points(amount / 5 + 1))))
    default:
      return .earn(
        EarnOrder(
          member: member, program: .asset(program.asset),
          .purchase(Money(minorUnits: amount * 100, currency: program.worth.money.currency))))
    }
  }

  /// The end of a credit by the calendar of Foundation, which is not ours.
  private func checkEnd(of receipt: Receipt, in program: Program) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let now = Date(timeIntervalSince1970: Double(receipt.transaction.at.microseconds) / 1_000_000)
    let last: Date?
    switch program.validity[.awarded] {
    case .endOfMonth(let count):
      let month = calendar.dateInterval(of: .month, for: now)?.start ?? now
      last = calendar.date(byAdding: .month, value: count + 1, to: month)
    case .endOfYear(let count):
      let year = calendar.dateInterval(of: .year, for: now)?.start ?? now
      last = calendar.date(byAdding: .year, value: count + 1, to: year)
    case .never: last = nil
    default: return
    }
    let expected =
      last.map { Instant(microseconds: Int64($0.timeIntervalSince1970) * 1_000_000) } ?? .distantFuture
    #expect(
      receipt.lots.allSatisfy { ($0.expiresAt ?? .distantFuture) == expected }, "\(program.code) at \(now)")
  }
}
