package import Ledger

extension Identified {
  package enum Card {}
  package enum CardBatch {}
  package enum CardBinding {}
  package enum APIKey {}
  package enum Approval {}
  package enum Event {}
  package enum Request {}
  package enum Case {}
  package enum Device {}
  package enum DayFile {}
  package enum SeatBrowser {}
  package enum Session {}
  package enum MemberSession {}
  package enum Feedback {}
  package enum Message {}
  package enum MessageDelivery {}
  package enum SeatShift {}
  package enum Application {}
  package enum Invitation {}
  package enum Letter {}
  package enum Webhook {}
  package enum WebhookDelivery {}
  package enum SavedView {}
  package enum ExportFile {}
  package enum ImportFile {}
  package enum Publication {}
  package enum Announcement {}
  package enum ExchangeQuote {}
  package enum PointsOrder {}
  package enum Settlement {}
  package enum CardActivation {}
  package enum CardAlarm {}
  package enum Partner {}
  package enum PartnerExchange {}
  package enum MallOrder {}
  package enum LinkedAccount {}
  package enum BankFile {}
  package enum Pool {}
  package enum PoolPerson {}
  package enum PointsBlock {}
}

package typealias CardID = ID<Identified.Card>
package typealias CardTypeID = ID<Identified.CardType>
package typealias TagID = ID<Identified.Tag>
package typealias CardBatchID = ID<Identified.CardBatch>
package typealias CardBindingID = ID<Identified.CardBinding>
package typealias APIKeyID = ID<Identified.APIKey>
package typealias ApprovalID = ID<Identified.Approval>
package typealias EventID = ID<Identified.Event>
package typealias RequestID = ID<Identified.Request>
package typealias CaseID = ID<Identified.Case>
package typealias DeviceID = ID<Identified.Device>
package typealias DayFileID = ID<Identified.DayFile>
package typealias SessionID = ID<Identified.Session>
package typealias SeatBrowserID = ID<Identified.SeatBrowser>
package typealias MemberSessionID = ID<Identified.MemberSession>
package typealias FeedbackID = ID<Identified.Feedback>
package typealias MessageID = ID<Identified.Message>
package typealias MessageDeliveryID = ID<Identified.MessageDelivery>
package typealias SeatShiftID = ID<Identified.SeatShift>
package typealias ApplicationID = ID<Identified.Application>
package typealias InvitationID = ID<Identified.Invitation>
package typealias LetterID = ID<Identified.Letter>
package typealias WebhookID = ID<Identified.Webhook>
package typealias WebhookDeliveryID = ID<Identified.WebhookDelivery>
package typealias SavedViewID = ID<Identified.SavedView>
package typealias ExportFileID = ID<Identified.ExportFile>
package typealias ImportFileID = ID<Identified.ImportFile>
package typealias PublicationID = ID<Identified.Publication>
package typealias AnnouncementID = ID<Identified.Announcement>
package typealias ExchangeQuoteID = ID<Identified.ExchangeQuote>
package typealias PointsOrderID = ID<Identified.PointsOrder>
package typealias SettlementID = ID<Identified.Settlement>
package typealias CardActivationID = ID<Identified.CardActivation>
package typealias CardAlarmID = ID<Identified.CardAlarm>
package typealias PartnerID = ID<Identified.Partner>
package typealias PartnerExchangeID = ID<Identified.PartnerExchange>
package typealias MallOrderID = ID<Identified.MallOrder>
package typealias LinkedAccountID = ID<Identified.LinkedAccount>
package typealias BankFileID = ID<Identified.BankFile>
package typealias PoolID = ID<Identified.Pool>
package typealias PoolPersonID = ID<Identified.PoolPerson>
package typealias PointsBlockID = ID<Identified.PointsBlock>

/// A kind of thing that has a public name.
package protocol PubliclyNamed {
  /// What stands before the underscore.
  static var publicPrefix: String { get }
}

extension Identified.Member: PubliclyNamed { package static var publicPrefix: String { "mem" } }
extension Identified.Merchant: PubliclyNamed { package static var publicPrefix: String { "mch" } }
extension Identified.Store: PubliclyNamed { package static var publicPrefix: String { "str" } }
extension Identified.Terminal: PubliclyNamed { package static var publicPrefix: String { "trm" } }
extension Identified.Operator: PubliclyNamed { package static var publicPrefix: String { "usr" } }
extension Identified.Campaign: PubliclyNamed { package static var publicPrefix: String { "cmp" } }
extension Identified.Asset: PubliclyNamed { package static var publicPrefix: String { "prg" } }
extension Identified.Transaction: PubliclyNamed { package static var publicPrefix: String { "txn" } }
extension Identified.Card: PubliclyNamed { package static var publicPrefix: String { "crd" } }
extension Identified.CardType: PubliclyNamed { package static var publicPrefix: String { "cty" } }
extension Identified.Tag: PubliclyNamed { package static var publicPrefix: String { "tag" } }
extension Identified.CardBatch: PubliclyNamed { package static var publicPrefix: String { "cbt" } }
extension Identified.APIKey: PubliclyNamed { package static var publicPrefix: String { "key" } }
extension Identified.Approval: PubliclyNamed { package static var publicPrefix: String { "apr" } }
extension Identified.Event: PubliclyNamed { package static var publicPrefix: String { "evt" } }
extension Identified.Request: PubliclyNamed { package static var publicPrefix: String { "req" } }
extension Identified.Case: PubliclyNamed { package static var publicPrefix: String { "cas" } }
extension Identified.Device: PubliclyNamed { package static var publicPrefix: String { "dev" } }
extension Identified.DayFile: PubliclyNamed { package static var publicPrefix: String { "dyf" } }
extension Identified.Session: PubliclyNamed { package static var publicPrefix: String { "ses" } }
extension Identified.SeatBrowser: PubliclyNamed { package static var publicPrefix: String { "sea" } }
extension Identified.MemberSession: PubliclyNamed { package static var publicPrefix: String { "mss" } }
extension Identified.Feedback: PubliclyNamed { package static var publicPrefix: String { "fbk" } }
extension Identified.Message: PubliclyNamed { package static var publicPrefix: String { "msg" } }
extension Identified.MessageDelivery: PubliclyNamed { package static var publicPrefix: String { "dlv" } }
extension Identified.SeatShift: PubliclyNamed { package static var publicPrefix: String { "sft" } }
extension Identified.Application: PubliclyNamed { package static var publicPrefix: String { "app" } }
extension Identified.Webhook: PubliclyNamed { package static var publicPrefix: String { "whk" } }
extension Identified.WebhookDelivery: PubliclyNamed { package static var publicPrefix: String { "whd" } }
extension Identified.SavedView: PubliclyNamed { package static var publicPrefix: String { "viw" } }
extension Identified.ExportFile: PubliclyNamed { package static var publicPrefix: String { "exp" } }
extension Identified.ImportFile: PubliclyNamed { package static var publicPrefix: String { "imp" } }
extension Identified.Publication: PubliclyNamed { package static var publicPrefix: String { "pub" } }
extension Identified.Settlement: PubliclyNamed { package static var publicPrefix: String { "stl" } }
extension Identified.Announcement: PubliclyNamed { package static var publicPrefix: String { "ann" } }
extension Identified.ExchangeQuote: PubliclyNamed { package static var publicPrefix: String { "qte" } }
extension Identified.PointsOrder: PubliclyNamed { package static var publicPrefix: String { "pod" } }
extension Identified.PointsCardBatch: PubliclyNamed { package static var publicPrefix: String { "pcb" } }
extension Identified.Partner: PubliclyNamed { package static var publicPrefix: String { "ptn" } }
extension Identified.PartnerExchange: PubliclyNamed { package static var publicPrefix: String { "pex" } }
extension Identified.MallOrder: PubliclyNamed { package static var publicPrefix: String { "mlo" } }
extension Identified.LinkedAccount: PubliclyNamed { package static var publicPrefix: String { "lac" } }
extension Identified.CardActivation: PubliclyNamed { package static var publicPrefix: String { "pca" } }
extension Identified.BankFile: PubliclyNamed { package static var publicPrefix: String { "bkf" } }
extension Identified.Pool: PubliclyNamed { package static var publicPrefix: String { "pol" } }
extension Identified.PoolPerson: PubliclyNamed { package static var publicPrefix: String { "pps" } }
extension Identified.PointsBlock: PubliclyNamed { package static var publicPrefix: String { "blk" } }
