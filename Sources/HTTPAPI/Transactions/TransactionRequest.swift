import Coalition
import Ledger
import Loyalty

/// A movement of points as a request says it, its names still public.
struct TransactionRequest: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case earn, spend, hold, topup, award, transfer, exchange, adjust, draw, reinstate, advance
    case redeemCard = "redeem_card"
  }

  let kind: Kind
  var member = MemberReference(.id(""))
  var receiver = MemberReference(.id(""))
  var program = "universal"
  var into = ""
  var quote: String?
  var points: Int64?
  var amount: Money?
  var items: [ItemRequest] = []
  var payment: String?
  var discount: DiscountClaim?
  var isPartialAllowed = false
  var isPending = false
  var waitDays = 0
  var referral: String?
  var holdSeconds: Int64 = 3_600
  var campaign = ""
  var original = ""
  var fee: Int64?
  var code = ""
  var reason: String?
  var place = PlaceRequest()

  init(_ kind: Kind) { self.kind = kind }
}

/// Where and under which number something happened, as a request says it.
struct PlaceRequest: Sendable {
  var merchant: String?
  var store: String?
  var terminal: String?
  var reference: String?
  var occurredAt: Int64?
}

extension Schema<TransactionRequest> {
  /// Every kind of movement, told apart by `type`.
  static var transactionRequest: Schema {
    .tagged("type", TransactionRequest.Kind.allCases.map { ($0.rawValue, schema($0)) }) { $0.kind.rawValue }
  }

  private typealias Part = RecordPart<TransactionRequest>

  private static func schema(_ kind: TransactionRequest.Kind) -> Schema {
    .record(TransactionRequest(kind), [.needed("member", .member) { $0.member = $1 }] + own(kind) + place) {
      request throws(Faults) in
      let isMoney = request.amount != nil || !request.items.isEmpty
      guard kind.takesPurchase, (request.points != nil) == isMoney else { return }
      throw Faults(.oneOf, kind == .earn ? "amount, items, points" : "amount, points")
    }
  }

  private static func own(_ kind: TransactionRequest.Kind) -> [Part] {
    switch kind {
    case .earn:
      [
        program, purchase, items, discount, may(points), payment,
        .may("pending", .boolean) { $0.isPending = $1 }, referral,
        .may(
          "wait_days",
          Schema<Int64>.integer(0...366).described(
            "From the beginning of which day after its own the points can be used; not with `pending`.")
        ) { $0.waitDays = Int(clamping: $1) },
      ]
    case .spend: [program, amount, may(points), partial]
    case .hold:
      [
        program, amount, may(points), partial,
        .may("hold_seconds", .integer(60...2_592_000)) { $0.holdSeconds = $1 },
      ]
    case .topup, .award: [program, needed(points), reason]
    case .transfer: [.needed("to", .member) { $0.receiver = $1 }, program, needed(points)]
    case .exchange:
      [
        .needed("program", programName) { $0.program = $1 }, .needed("into", programName) { $0.into = $1 },
        needed(points),
        .may("quote", Schema<String>.id("qte").described("What was promised; else the rate of the moment.")) {
          $0.quote = $1
        },
      ]
    case .adjust:
      [
        program, needed(.points(-1_000_000_000_000...1_000_000_000_000)),
        .needed("reason", .text(1...200)) { $0.reason = $1 },
      ]
    case .draw: [.needed("campaign", .id("cmp")) { $0.campaign = $1 }]
    case .reinstate:
      [
        .needed("original", Schema<String>.id("txn").described("What booked the points as run out.")) {
          $0.original = $1
        }, needed(points), fee,
      ]
    case .advance: [program, needed(points), fee]
    case .redeemCard:
      [.needed("code", Schema<String>.text(1...64).described("As it stands on the card.")) { $0.code = $1 }]
    }
  }

  private static var fee: Part {
    .may("fee", Schema<Int64>.points(0...1_000_000_000_000).described("What the member was shown.")) {
      $0.fee = $1
    }
  }
  private static var programName: Schema<String> {
    .text(1...64, .visible).described("`universal`, a programme's code or its id.")
  }
  private static var points: Schema<Int64> { .points() }
  private static var program: Part {
    .may("program", programName.annotated("default", "universal")) { $0.program = $1 }
  }
  private static var partial: Part {
    .may("partial", Schema<Bool>.boolean.described("Take what there is when it is less.")) {
      $0.isPartialAllowed = $1
    }
  }
  private static var purchase: Part {
    .may("amount", .price(-1_000_000_000_000...1_000_000_000_000)) { $0.amount = $1 }
  }
  private static var referral: Part {
    .may(
      "referral",
      Schema<String>.text(1...Referral.longestCode, .visible).described(
        "The code by which the order came, one of the merchant's settlement terms.")
    ) { $0.referral = $1 }
  }
  private static var items: Part {
    let lines = Schema<[ItemRequest]>.array(of: .item, 1...PurchaseItem.most).described(
      "What was bought; adds up to `amount`, which may then be left out.")
    return .may("items", lines) { $0.items = $1 }
  }
  private static var payment: Part {
    let kind = Schema<String>.payment.described(
      "How the purchase was paid, for rules that ask; of several ways the one that paid most.")
    return .may("payment", kind) { $0.payment = $1 }
  }
  private static var discount: Part {
    let told = Schema<DiscountClaim>.discountClaim.described(
      "What was taken off before `amount` was paid, as the quote said; another is `discount_changed`.")
    return .may("discount", told) { $0.discount = $1 }
  }
  private static var amount: Part { .may("amount", .price(1...1_000_000_000_000)) { $0.amount = $1 } }
  private static var reason: Part { .may("reason", .text(1...200)) { $0.reason = $1 } }

  private static func may(_ schema: Schema<Int64>) -> Part { .may("points", schema) { $0.points = $1 } }
  private static func needed(_ schema: Schema<Int64>) -> Part { .needed("points", schema) { $0.points = $1 } }
  private static var place: [Part] { RecordPart<TransactionRequest>.place { $0.place = $1($0.place) } }
}

extension TransactionRequest.Kind {
  fileprivate var takesPurchase: Bool {
    switch self {
    case .earn, .spend, .hold: true
    case .topup, .award, .transfer, .exchange, .adjust, .draw, .reinstate, .advance, .redeemCard: false
    }
  }
}

extension RecordPart {
  /// Merchant, store, terminal, reference and moment; `set` puts the changed place back into the whole.
  static func place(
    _ set: @escaping @Sendable (inout Whole, (PlaceRequest) -> PlaceRequest) -> Void
  ) -> [RecordPart] {
    func part<Value: Sendable>(
      _ name: String, _ schema: Schema<Value>,
      _ write: @escaping @Sendable (inout PlaceRequest, Value) -> Void
    ) -> RecordPart {
      .may(name, schema) { whole, value in
        set(&whole) { place in
          var place = place
          write(&place, value)
          return place
        }
      }
    }
    return [
      part("merchant", .id("mch").described("For the operator's keys; others act for their own.")) {
        $0.merchant = $1
      },
      part("store", .text(1...64, .visible).described("The store's id or the merchant's own code.")) {
        $0.store = $1
      },
      part("terminal", .text(1...64, .visible).described("The terminal's id or its code.")) {
        $0.terminal = $1
      },
      part("reference", .text(1...64).described("The caller's own number, as a receipt's.")) {
        $0.reference = $1
      },
      part("occurred_at", .timestamp) { $0.occurredAt = $1 },
    ]
  }
}

extension Schema<Money> {
  static func price(_ range: ClosedRange<Int>) -> Schema {
    .money(range) {
      Money(minorUnits: $0, currency: $1)
    } parts: {
      ($0.minorUnits, $0.currency)
    }
  }
}
