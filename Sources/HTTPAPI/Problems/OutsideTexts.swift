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

  static let partnerInactive = (
    "Nothing new begins with this partner now; take another, or try again later.",
    "该合作方目前不能发起新的兑换，请选择其他合作方或稍后再试。",
    "該合作方目前不能發起新的兌換，請選擇其他合作方或稍後再試。"
  )

  static let bankFileMalformed = (
    "The bank's file was refused as a whole, at line {0}: {1}; nothing of it was kept.",
    "银行对账单整份未受理，第 {0} 行：{1}；未保存任何内容。",
    "銀行對帳單整份未受理，第 {0} 行：{1}；未儲存任何內容。"
  )

  static let bankFileNotFound = (
    "No such bank file or line; GET /v1/bank-files lists them.",
    "银行对账单或其明细不存在，列表见 GET /v1/bank-files。",
    "銀行對帳單或其明細不存在，清單見 GET /v1/bank-files。"
  )

  static let bankLineDiffers = (
    "The line cannot be this settlement's: it waits for nobody, or money or state differ.",
    "该笔流水不能归于此结算单：已处理，或金额、币种、方向、结算单状态不符。",
    "該筆流水不能歸於此結算單：已處理，或金額、幣別、方向、結算單狀態不符。"
  )
}
