import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension SeatFace {
  /// The screen, with what was entered and what is wrong with it.
  func tillPage(
    _ visit: CashierVisit, key: String, _ draft: SeatTillPage.Draft, chosen: MemberID? = nil,
    card: String? = nil, fault: String? = nil, note: String? = nil, offer: SeatOffer? = nil
  ) async throws -> Response {
    let programs = try await seatPrograms(visit)
    let naming = SeatNaming(programs, visit.words)
    let shift = try await coalition.shift(of: visit.session)
    var recent: [SeatEntryRow] = []
    if let shift {
      recent = try await coalition.entries(of: shift.id, by: visit.session).map { naming.row($0) }
    }
    var page = SeatTillPage(
      place: try await here(visit.seat, visit.words, shift: shift), key: key,
      programs: programs.map { ($0.code, visit.words.name($0.names)) },
      limits: SeatLimits(programs.first), recent: recent)
    if let chosen {
      page.chosen = try await self.chosen(chosen, naming, visit)
      page.chosen?.card = card.flatMap {
        coalition.publicIDs.id($0, as: Identified.Card.self) == nil ? nil : $0
      }
    }
    page.draft = draft
    page.fault = fault
    page.note = note
    page.offer = offer
    return faces.page(
      page.render(visit.visit), status: fault == nil ? .ok : HTTPResponse.Status(code: 422))
  }

  private func chosen(
    _ id: MemberID, _ naming: SeatNaming, _ visit: CashierVisit
  ) async throws -> SeatTillPage.Chosen? {
    let member: Member
    do { member = try await coalition.member(.id(id), by: visit.principal) } catch is MemberRefusal {
      return nil
    }
    let wallets = try await coalition.wallets(of: id, by: visit.principal)
    let balances = naming.programs.values.sorted { $0.asset < $1.asset }.map { program in
      let spendable = wallets.first { $0.key.asset == program.asset }?.spendable ?? 0
      return SeatBalance(
        program: visit.words.name(program.names), points: naming.points(spendable, of: program.asset),
        worth: ShownMoney(program.worth.money(for: spendable)))
    }
    let levels = try await coalition.levelNames(of: id, by: visit.principal)
    return SeatTillPage.Chosen(
      id: coalition.publicIDs.text(id), name: naming.member(name: member.name, phone: member.phone),
      balances: balances,
      levels: levels.map { (visit.words.name($0.ladder), visit.words.name($0.level)) })
  }
}

/// Turns numbers into what the seat shows; people are masked.
struct SeatNaming: Sendable {
  let programs: [AssetID: Program]
  let words: Words

  init(_ programs: [Program], _ words: Words) {
    self.programs = Dictionary(programs.map { ($0.asset, $0) }) { first, _ in first }
    self.words = words
  }

  func points(_ points: Points, of asset: AssetID?) -> ShownPoints {
    ShownPoints(points.units, decimals: asset.flatMap { programs[$0]?.decimals } ?? 0)
  }

  func money(_ units: Int64?, of asset: AssetID?) -> ShownMoney? {
    units.map { units in
      ShownMoney(units, asset.flatMap { programs[$0]?.worth.money.currency } ?? currency)
    }
  }

  func program(_ asset: AssetID) -> String {
    programs[asset].map { words.name($0.names) } ?? words.commonNone
  }

  /// As a slip may show it: the first character of the name, and the ends of the phone number.
  func member(name: String, phone: String?) -> String {
    let masked = name.isEmpty ? "" : name.prefix(1) + String(repeating: "*", count: max(1, name.count - 1))
    return [masked, phone.map { Masked.phone($0) } ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  func row(_ entry: SeatEntry) -> SeatEntryRow {
    SeatEntryRow(
      key: entry.key, place: entry.place, kind: SeatKind(entry.kind), state: SeatState(entry.state),
      member: member(name: entry.memberName, phone: entry.memberPhone),
      points: points(entry.points, of: entry.asset), money: money(entry.money, of: entry.asset),
      at: ShownTime(entry.at))
  }

  private var currency: String {
    programs.values.min { $0.asset < $1.asset }?.worth.money.currency ?? "CNY"
  }
}

extension SeatLimits {
  init(_ program: Program?) {
    self.init(
      one: SeatOffline.mostMoney, all: SeatOffline.mostMoneyOfShift, count: SeatOffline.mostEntriesOfShift,
      seconds: SeatOffline.seconds, currency: program?.worth.money.currency ?? "CNY")
  }
}

extension SeatKind {
  init(_ kind: SeatEntry.Kind) {
    self =
      switch kind {
      case .earn: .earn
      case .spend: .spend
      case .topUp: .topup
      case .card: .card
      case .refund: .refund
      case .void: .void
      }
  }
}

extension SeatState {
  init(_ state: SeatEntry.State) {
    self =
      switch state {
      case .sent: .sent
      case .booked: .booked
      case .declined: .declined
      case .refused: .refused
      case .dropped: .dropped
      }
  }
}
