import Coalition
import HTTPTypes
import Ledger
import LedgerStore

extension Operation<Coalition> {
  static var memberLots: Operation {
    Operation(
      .get, "/v1/members/{id}/lots", "A member's lots that are not empty, in the order of use",
      id: "memberLots", needs: .readMembers, refusals: [.memberNotFound, .programNotFound],
      takes: .path("id", .id("mem")), .query("program", optional: .text(1...64, .visible)),
      .page(default: 100), gives: .list(of: .lot)
    ) { call, id, program, page in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      var asset: AssetID?
      if let program { asset = try await coalition.program(named: program).asset }
      let wallets = try await coalition.wallets(of: id, by: call.principal)
      let chosen = wallets.filter { asset == nil || $0.key.asset == asset }
      let lots = chosen.sorted { $0.key.asset < $1.key.asset }.flatMap { wallet in
        wallet.lots.map { lot in
          coalition.shown(
            OwnedLot(
              wallet: wallet.key, walletID: wallet.id, lot: lot.lot,
              source: lot.source.shown(to: call.principal)))
        }
      }
      let names = coalition.publicIDs
      let after = page.after.flatMap { LotPlace($0, names) }
      return page.listing(of: lots) { lot in
        after.map { $0 < LotPlace(lot.value) } ?? true
      } place: {
        LotPlace($0.value).cursor(of: $0.walletID, names)
      }
    }
  }
}

/// Where a lot stands among all of a member's: by programme, then in the order of use.
private struct LotPlace {
  let asset: AssetID
  let expiresAt: Int64
  let earnedAt: Int64
  let number: Int32

  init(_ lot: OwnedLot) {
    asset = lot.wallet.asset
    expiresAt = lot.lot.expiresAt.microseconds
    earnedAt = lot.lot.earnedAt.microseconds
    number = lot.lot.number
  }

  init?(_ parts: [CursorPart], _ names: PublicIDs) {
    guard parts.count == 4, case .text(let program) = parts[0], case .integer(let expiresAt) = parts[1],
      case .integer(let earnedAt) = parts[2], case .text(let lot) = parts[3],
      let asset: AssetID = names.id(program), let number = names.lot(lot)?.number
    else { return nil }
    self.asset = asset
    self.expiresAt = expiresAt
    self.earnedAt = earnedAt
    self.number = number
  }

  func cursor(of wallet: WalletID, _ names: PublicIDs) -> [CursorPart] {
    [
      .text(names.text(asset)), .integer(expiresAt), .integer(earnedAt),
      .text(names.text(lot: number, of: wallet)),
    ]
  }

  static func < (left: LotPlace, right: LotPlace) -> Bool {
    (left.asset, left.expiresAt, left.earnedAt, left.number)
      < (right.asset, right.expiresAt, right.earnedAt, right.number)
  }
}

extension Coalition {
  /// The programme that a text of a request names.
  func program(named text: String) async throws -> Program {
    switch text.programClaim(publicIDs) {
    case .universal: try await universalProgram()
    case .asset(let asset): try await program(asset)
    case .code(let code): try await program(code: code)
    }
  }
}

extension LotSource {
  /// The source without what is another merchant's business.
  fileprivate func shown(to principal: Principal) -> LotSource {
    LotSource(
      issuer: principal.sees(issuer) ? issuer : .none, campaign: principal.sees(issuer) ? campaign : .none,
      origin: origin, onlyAt: principal.sees(onlyAt) ? onlyAt : .none)
  }
}

/// A lot with the wallet that it lies in.
struct OwnedLot: Sendable {
  let wallet: WalletKey
  let walletID: WalletID
  let lot: Lot
  let source: LotSource
}

extension Schema<Shown<OwnedLot>> {
  fileprivate static var lot: Schema {
    .reply(
      "Lot",
      .constant("object", "lot"),
      .always("id", .id("lot")) { $0.ids.text(lot: $0.lot.number, of: $0.walletID) },
      .always("wallet", .id("wal")) { $0.ids.text($0.wallet) },
      .always("program", .id("prg")) { $0.text($0.wallet.asset) },
      .always("available", .points(Int.min...Int.max)) { $0.lot.available.units },
      .always("held", .points(Int.min...Int.max)) { $0.lot.held.units },
      .always("pending", .points(Int.min...Int.max)) { $0.lot.pending.units },
      .always("original", Schema<Int64>.points(Int.min...Int.max).described("All that was ever credited.")) {
        $0.lot.original.units
      },
      .always("origin", .choice("awarded", "purchased", "converted")) { $0.source.origin.name },
      .maybe("issuer", .id("mch")) { $0.text(given: $0.source.issuer) },
      .maybe("campaign", .id("cmp")) { $0.text(given: $0.source.campaign) },
      .maybe("only_at", Schema<String>.id("mch").described("The only merchant where they may be spent.")) {
        $0.text(given: $0.source.onlyAt)
      },
      .always("earned_at", .timestamp) { $0.lot.earnedAt.microseconds },
      .always(
        "expires_at", Schema<Int64?>.moment.described("The first moment at which they are gone; null: never.")
      ) {
        $0.lot.expiresAt == .distantFuture ? nil : $0.lot.expiresAt.microseconds
      })
  }
}

extension Origin {
  /// As the API names it.
  var name: String {
    switch self {
    case .awarded: "awarded"
    case .purchased: "purchased"
    case .converted: "converted"
    }
  }
}
