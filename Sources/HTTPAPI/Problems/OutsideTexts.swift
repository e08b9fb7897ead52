/// What is said about those outside, partners and the bank, as ``MovingTexts``.
enum OutsideTexts {
  static let partnerNotFound = (
    "No such partner; look at its id.",
    "没有这个合作方，请核对编号。",
    "沒有這個合作方，請核對編號。"
  )

  static let partnerExchangeNotFound = (
    "No such exchange with a partner; look at its id.",
    "没有这笔外部兑换，请核对编号。",
    "沒有這筆外部兌換，請核對編號。"
  )

  static let rollingNotOffered = (
    "No points are kept longer by activity, so rolling ends are not offered; take another rule, as months.",
    "积分有效期不会因活动而延长，因此不提供 rolling；请改用其他规则，例如 months。",
    "點數有效期不會因活動而延長，因此不提供 rolling；請改用其他規則，例如 months。"
  )

  static let linkedAccountNotFound = (
    "No such linked account; GET /v1/linked-accounts lists them.",
    "没有这个绑定的外部账户，列表见 GET /v1/linked-accounts。",
    "沒有這個綁定的外部帳戶，清單見 GET /v1/linked-accounts。"
  )

  static let partnerInactive = (
    "Nothing new begins with this partner now; take another, or try again later.",
    "该合作方目前不能发起新的兑换，请选择其他合作方或稍后再试。",
    "該合作方目前不能發起新的兌換，請選擇其他合作方或稍後再試。"
  )

  static let bankFileMalformed = (
    "The bank's file was refused as a whole and nothing of it kept; line {0} (0: all of it): {1}.",
    "银行对账单整份未受理，未保存任何内容；第 {0} 行（0 为整份）：{1}。",
    "銀行對帳單整份未受理，未儲存任何內容；第 {0} 行（0 為整份）：{1}。"
  )

  static let bankFileNotFound = (
    "No such bank file or line; GET /v1/bank-files lists them.",
    "银行对账单或其明细不存在，列表见 GET /v1/bank-files。",
    "銀行對帳單或其明細不存在，清單見 GET /v1/bank-files。"
  )

  static let bankLineDiffers = (
    "The settlement's money differs or it has its line; take one, approved or paid, whose net this is.",
    "金额、币种、方向或状态与此结算单不符，或其款项已有流水；请选净额与该笔流水一致、已批准或已付款的结算单。",
    "金額、幣別、方向或狀態與此結算單不符，或其款項已有流水；請選淨額與該筆流水一致、已核准或已付款的結算單。"
  )

  static let bankLineNotOpen = (
    "This line waits for nobody: its result says what became of it; assign only what is a difference.",
    "该笔流水无须指定，处理结果见 result；只有待处理的差异可以指定结算单。",
    "該筆流水無須指定，處理結果見 result；只有待處理的差異可以指定結算單。"
  )
}
