/// What is said where points cannot be bought for another member: English, simplified and traditional Chinese
/// side by side, as ``ErrorCode/texts``.
enum GiftTexts {
  static let giftsOff = (
    "The programme sells no points for another member; leave out to, or read services for what it sells.",
    "积分计划不允许为其他会员购买积分；请去掉 to，或查看 services 中的规定。",
    "積分計畫不允許為其他會員購買點數；請去掉 to，或查看 services 中的規定。"
  )

  static let receiverNotFound = (
    "No member is known by what to names; look at the number and ask again.",
    "to 所指的会员不存在；请核对后重试。",
    "to 所指的會員不存在；請核對後重試。"
  )

  static let receiverNotActive = (
    "The member who would get the points is {0}; name another under to.",
    "收取积分的会员状态为 {0}；请在 to 中另选会员。",
    "收取點數的會員狀態為 {0}；請在 to 中另選會員。"
  )
}
