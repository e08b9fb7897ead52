/// What is said where points cannot be moved to others or into another programme: English, simplified and
/// traditional Chinese side by side, as ``ErrorCode/texts``.
enum MovingTexts {
  static let rateNotFound = (
    "No exchange rate holds for these programmes now; choose another under into.",
    "这两个积分计划之间目前没有有效汇率，请另选 into。",
    "這兩個積分計畫之間目前沒有有效匯率，請另選 into。"
  )

  static let quoteNotFound = (
    "No such quote for this member, these programmes and points; ask for one at /v1/exchange-quotes.",
    "没有适用于该会员、积分计划和积分数的报价，请在 /v1/exchange-quotes 取报价。",
    "沒有適用於該會員、積分計畫和積分數的報價，請在 /v1/exchange-quotes 取報價。"
  )

  static let rateArbitrage = (
    "Going round these rates ends with more points than it began with: {0}. Raise a spread.",
    "沿这些汇率绕一圈积分会变多：{0}。请提高点差。",
    "沿這些匯率繞一圈積分會變多：{0}。請提高點差。"
  )

  static let memberTooNew = (
    "The sender joined a short time ago and sends points later; Retry-After says when.",
    "转出会员加入时间太短，暂不能转让积分，可转让时间见 Retry-After。",
    "轉出會員加入時間太短，暫不能轉讓積分，可轉讓時間見 Retry-After。"
  )

  static let tooManyReceivers = (
    "The sender has sent to {0} others today, as many as the programme allows; try again tomorrow.",
    "转出会员今天已转给 {0} 位会员，达到积分计划的上限，请明天再试。",
    "轉出會員今天已轉給 {0} 位會員，達到積分計畫的上限，請明天再試。"
  )

  static let tooManySenders = (
    "The receiver got from {0} others today, as many as the programme allows; try again tomorrow.",
    "转入会员今天已收到 {0} 位会员转来的积分，达到积分计划的上限，请明天再试。",
    "轉入會員今天已收到 {0} 位會員轉來的積分，達到積分計畫的上限，請明天再試。"
  )

  static let feeChanged = (
    "The fee or price is no longer the one that was shown; show the member the new one and ask again.",
    "手续费或价格与展示给会员的不同，请展示新的并重新确认。",
    "手續費或價格與展示給會員的不同，請展示新的並重新確認。"
  )

  static let discountChanged = (
    "The member's discount is no longer what was taken off; ask for a new quote.",
    "会员折扣与已优惠的金额不同，请重新询价。",
    "會員折扣與已優惠的金額不同，請重新詢價。"
  )

  static let discountNotFound = (
    "No such rule of discount; GET /v1/programs/{id}/discount-rules lists a programme's.",
    "折扣规则不存在，计划的折扣规则见 GET /v1/programs/{id}/discount-rules。",
    "折扣規則不存在，計畫的折扣規則見 GET /v1/programs/{id}/discount-rules。"
  )

  static let pointsOrderNotFound = (
    "No such order of points; look at its id.",
    "没有这个积分订单，请核对编号。",
    "沒有這個積分訂單，請核對編號。"
  )

  static let pointsBlockNotFound = (
    "No such order of a block; GET /v1/points-blocks lists them.",
    "没有这个预付额度订单，可用 GET /v1/points-blocks 查看。",
    "沒有這個預付額度訂單，可用 GET /v1/points-blocks 查看。"
  )

  static let pointsOrderEnded = (
    "The time to pay the order (pay_until) or give it back (return_until) is over; pay a late payment back.",
    "订单的付款期限（pay_until）或退回期限（return_until）已过；迟到的款项请退回。",
    "訂單的付款期限（pay_until）或退回期限（return_until）已過；遲到的款項請退回。"
  )

  static let pointsOrderUsed = (
    "Points of the order are used; it can be given back only while all of them are there.",
    "订单的积分已被使用；积分全部未用时才能退回。",
    "訂單的點數已被使用；點數全部未用時才能退回。"
  )

  static let pointsOrdersWaiting = (
    "{0} orders wait for their payment already, as many as may; pay one, or wait until it lapses.",
    "已有 {0} 笔订单待付款，达到上限；请先付款，或等待其过期。",
    "已有 {0} 筆訂單待付款，達到上限；請先付款，或等待其過期。"
  )

  static let systemRequired = (
    "No person gives an order back for a member; the member does, or a system with an operator key.",
    "人员不能代会员退回订单；请由会员在网站退回，或由系统以运营方密钥退回。",
    "人員不能代會員退回訂單；請由會員在網站退回，或由系統以營運方金鑰退回。"
  )

  static let paymentUsed = (
    "The order is paid by another payment, or this payment pays another order; pay this one back.",
    "订单已由其他付款支付，或该付款已用于其他订单；请将此付款退回。",
    "訂單已由其他付款支付，或該付款已用於其他訂單；請將此付款退回。"
  )

  static let amountMismatch = (
    "The payment is not the order's price, which is under price; correct the amount, or pay it back.",
    "付款金额与订单价格（price）不符；请更正金额，或将款项退回。",
    "付款金額與訂單價格（price）不符；請更正金額，或將款項退回。"
  )

  static let issuingLimitExceeded = (
    "The merchant has reached its issuing limit; the operator can raise it.",
    "商户已达发分额度，提高额度请联系平台运营方。",
    "商戶已達發點額度，提高額度請洽平台營運方。"
  )

  static let serviceOff = (
    "The programme does not offer this; read what it offers under services.",
    "积分计划未开通此项服务，已开通的见 services。",
    "積分計畫未開通此項服務，已開通的見 services。"
  )

  static let serviceBelowMinimum = (
    "The programme takes no fewer than {0} points at a time; raise the points.",
    "积分计划要求每次不少于 {0} 积分，请增加积分数。",
    "積分計畫要求每次不少於 {0} 積分，請增加積分數。"
  )

  static let serviceAboveMaximum = (
    "The programme takes no more than {0} points at a time; lower the points.",
    "积分计划每次不超过 {0} 积分，请减少积分数。",
    "積分計畫每次不超過 {0} 積分，請減少積分數。"
  )

  static let serviceDayLimit = (
    "It would go past the {0} points of a member in a business day; lower the points or wait for the next.",
    "超过会员每个营业日 {0} 积分的上限，请减少积分数或在下一营业日再试。",
    "超過會員每個營業日 {0} 積分的上限，請減少積分數或在下一營業日再試。"
  )

  static let serviceMonthLimit = (
    "It would go past the {0} points of a member in a month; lower the points or wait for the next month.",
    "超过会员每月 {0} 积分的上限，请减少积分数或下月再试。",
    "超過會員每月 {0} 積分的上限，請減少積分數或下月再試。"
  )

  static let ranOutTooLongAgo = (
    "Points are brought back within {0} days of their end; these ran out earlier.",
    "过期积分须在过期后 {0} 天内恢复，这些积分已超过期限。",
    "過期積分須在過期後 {0} 天內恢復，這些積分已超過期限。"
  )

  static let quoteExpired = (
    "The quote has expired; ask for a new one.",
    "报价已过期，请重新询价。",
    "報價已過期，請重新詢價。"
  )

  static let transferBelowMinimum = (
    "Fewer points than the smallest transfer of the programme; read it under transfer.minimum.",
    "少于积分计划的最低转让额，见 transfer.minimum。",
    "少於積分計畫的最低轉讓額，見 transfer.minimum。"
  )

  static let amountTooSmall = (
    "The amount comes to no points; raise it.",
    "金额不足以产生积分，请提高金额。",
    "金額不足以產生積分，請提高金額。"
  )

  static let limitExceeded = (
    "More than the limit for one transaction or one day allows; lower the points or wait a day.",
    "超出单笔或单日限额，请减少积分或次日再试。",
    "超出單筆或單日限額，請減少積分或次日再試。"
  )

  static let programMismatch = (
    "The merchant does not take part in this programme in this way; read its terms or name another.",
    "商户未以此方式参加该积分计划，请查看条款或改用其他计划。",
    "商戶未以此方式參加該積分計畫，請查看條款或改用其他計畫。"
  )

  static let insufficientPoints = (
    "The wallet has {0} points available, fewer than needed; take fewer, or what there is with partial.",
    "可用积分为 {0}，不足以完成交易；请减少积分，或用 partial 只取现有部分。",
    "可用積分為 {0}，不足以完成交易；請減少積分，或用 partial 只取現有部分。"
  )

  static let debtOutstanding = (
    "The wallet owes {0} points; what it gets next repays them.",
    "钱包欠 {0} 积分，将由其后所得偿还。",
    "錢包欠 {0} 積分，將由其後所得償還。"
  )

  static let cardExpired = (
    "The card has expired; replace it.",
    "此卡已过期，请换卡。",
    "此卡已過期，請換卡。"
  )
}
