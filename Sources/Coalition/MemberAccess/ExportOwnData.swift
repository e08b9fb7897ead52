internal import Foundation
internal import Ledger
internal import Storage

/// Everything that is kept about a member, as they may take it along (PIPL 45, GDPR 20).
struct OwnData: Encodable {
  struct Profile: Encodable {
    let id, name, language, status: String
    let registeredAt: String
    let sendingAllowedFrom: String?
    /// As `02-29`.
    let birthday: String?
  }

  struct Identity: Encodable {
    let kind, of, value, since: String
    /// Nil where the member never showed it to be theirs.
    let provenAt: String?
  }

  /// A place in a household or company, also one that the member left.
  struct Place: Encodable {
    let id, kind, name, role, status: String
    let joinedAt: String?
    /// Of what they put in what still counts.
    let putIn: Int64
    /// What they spent, with its transaction, and what they put in.
    let spent, added: [Move]

    struct Move: Encodable {
      let transaction: String
      let points: Int64
    }
  }

  struct Consent: Encodable { let terms, agreedAt: String }
  struct Device: Encodable { let name, enteredAt, seenAt: String }
  struct Card: Encodable { let number, kind, status: String }

  struct Wallet: Encodable {
    let program, code: String
    let decimals: Int
    let available, pending, held, debt, lifetimeEarned, lifetimeSpent: Int64
    let lots: [Lot]
    let movements: [Movement]
  }

  struct Lot: Encodable {
    let number: Int32
    let issuer: String?
    let original, available, pending, held: Int64
    let earnedAt: String
    let expiresAt: String?
  }

  struct Movement: Encodable {
    let transaction, kind, at, channel: String
    let points, availableAfter: Int64
    let merchant: String?
    let reference, memo: String
    let lots: [LotPart]
  }

  struct LotPart: Encodable {
    let number: Int32
    let points: Int64
  }

  /// With an outside programme; points are in the programmes' smallest units.
  struct PartnerExchange: Encodable {
    let id, partner, program, direction, state, at: String
    /// Of our points, and of theirs, which have so many decimals.
    let points, theirPoints: Int64
    let theirDecimals: Int
    /// Where at the partner's, and its own number for it.
    let account, reference: String
    let endedAt: String?
  }

  /// At another system, linked here; ended where it says so.
  struct LinkedAccount: Encodable {
    let id, partner, account, way, linkedAt: String
    let endedAt: String?
  }

  struct Letter: Encodable {
    let at, kind, title, text: String
  }

  struct Thread: Encodable {
    let to: String?
    let startedAt: String
    let entries: [Line]
  }

  struct Line: Encodable { let at, by, text: String }
  struct Way: Encodable {
    let topic: String
    let email, sms: Bool
  }

  /// What staff sorted the member by; of nobody for the operator's.
  struct Tag: Encodable { let name, of, since: String }
  /// Points that the member bought, or meant to.
  struct PointsOrder: Encodable {
    let number, program, state, orderedAt: String
    let points: Int64
    /// Of what another member bought it is theirs.
    let price: Int64?
    let currency: String
    let payment, paidAt, repayment, repaidAt: String?
    /// Whether it is for another member, or another member's for this one; and what was written with it.
    let gift: String?
    let words: String?
  }

  struct Log: Encodable { let at, action, by: String }

  let format = "tongbao.member.1"
  let exportedAt: String
  let profile: Profile
  let identities: [Identity]
  let consents: [Consent]
  let devices: [Device]
  let hasPIN, hasPassword: Bool
  let cards: [Card]
  let wallets: [Wallet]
  let partnerExchanges: [PartnerExchange]
  let linkedAccounts: [LinkedAccount]
  let messages: [Letter]
  let messageChoices: [Way]
  let feedback: [Thread]
  let tags: [Tag]
  let pointsOrders: [PointsOrder]
  let sharedWallets: [Place]
  let auditLog: [Log]
}
