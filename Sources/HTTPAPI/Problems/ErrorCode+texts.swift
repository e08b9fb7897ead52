extension ErrorCode {
  /// What the code says to people; `{0}` and `{1}` stand for the arguments of a problem.
  package func text(in language: ReplyLanguage) -> String {
    let texts = texts
    return switch language {
    case .en: texts.0
    case .zhHans: texts.1
    case .zhHant: texts.2
    }
  }

  /// English, simplified and traditional Chinese side by side.
  private var texts: (String, String, String) {
    switch self {
    case .invalidRequest:
      (
        "The request has faults; each is listed under errors.",
        "请求有误，逐项列在 errors 中。",
        "請求有誤，逐項列於 errors 中。"
      )
    case .invalidJSON:
      (
        "The body is not JSON we can read: {0} at byte {1}.",
        "请求正文不是可读的 JSON：第 {1} 字节处{0}。",
        "請求內文不是可讀的 JSON：第 {1} 位元組處{0}。"
      )
    case .idempotencyKeyRequired:
      (
        "This call moves value and needs an Idempotency-Key header.",
        "此调用涉及价值变动，须带 Idempotency-Key 请求头。",
        "此呼叫涉及價值變動，須帶 Idempotency-Key 標頭。"
      )
    case .idempotencyKeyInvalid:
      (
        "Idempotency-Key must be 1 to 255 visible ASCII characters.",
        "Idempotency-Key 须为 1 至 255 个可见 ASCII 字符。",
        "Idempotency-Key 須為 1 至 255 個可見 ASCII 字元。"
      )
    case .unauthorized:
      (
        "A valid API key is needed: Authorization: Bearer tb_…",
        "需要有效的接口密钥：Authorization: Bearer tb_…",
        "需要有效的介面金鑰：Authorization: Bearer tb_…"
      )
    case .signatureRequired:
      (
        "This key only counts with signed requests.",
        "此密钥仅接受已签名的请求。",
        "此金鑰僅接受已簽名的請求。"
      )
    case .signatureMalformed:
      (
        "The signature lacks something or has something we do not take: {0}.",
        "签名缺少内容或含有不接受的内容：{0}。",
        "簽名缺少內容或含有不接受的內容：{0}。"
      )
    case .signatureInvalid:
      (
        "The signature is not one of this key over this request.",
        "签名与此密钥及请求不符。",
        "簽名與此金鑰及請求不符。"
      )
    case .signatureExpired:
      (
        "The time of signing is more than {0} s from ours, which is {1}; set the clock and sign anew.",
        "签名时间与平台时间 {1} 相差超过 {0} 秒，请校准时钟后重新签名。",
        "簽名時間與平台時間 {1} 相差超過 {0} 秒，請校準時鐘後重新簽名。"
      )
    case .signatureReplayed:
      (
        "This nonce was used; sign anew, with the same Idempotency-Key where there is one.",
        "此 nonce 已使用，请重新签名，并沿用原 Idempotency-Key（如有）。",
        "此 nonce 已使用，請重新簽名，並沿用原 Idempotency-Key（如有）。"
      )
    case .signatureKeyUnknown:
      (
        "No key in force has this keyid and a signing secret.",
        "没有与此 keyid 对应且有效的签名密钥。",
        "沒有與此 keyid 對應且有效的簽名金鑰。"
      )
    case .digestMismatch:
      (
        "The body does not have the digest that was signed.",
        "正文与所签摘要不符。",
        "內文與所簽摘要不符。"
      )
    case .dayFileMalformed:
      (
        "The day file was refused as a whole, at line {0}: {1}.",
        "对账文件整份未受理，第 {0} 行：{1}。",
        "對帳檔整份未受理，第 {0} 行：{1}。"
      )
    case .sessionEnded:
      (
        "Nobody is signed in with this session; sign in on the device.",
        "此会话无人登录，请在设备上登录。",
        "此工作階段無人登入，請在裝置上登入。"
      )
    case .forbidden:
      (
        "This key may not do that; it needs the permission {0}.",
        "此密钥无权执行该操作，需要权限 {0}。",
        "此金鑰無權執行該操作，需要權限 {0}。"
      )
    case .notFound:
      (
        "There is nothing at this address.",
        "此地址没有内容。",
        "此網址沒有內容。"
      )
    case .methodNotAllowed:
      (
        "This address takes {0}.",
        "此地址只接受 {0}。",
        "此網址只接受 {0}。"
      )
    case .notAcceptable:
      (
        "Replies are application/json; the Accept header excludes it.",
        "应答为 application/json，而 Accept 请求头不接受。",
        "回應為 application/json，而 Accept 標頭不接受。"
      )
    case .payloadTooLarge:
      (
        "The body is larger than {0} bytes.",
        "请求正文超过 {0} 字节。",
        "請求內文超過 {0} 位元組。"
      )
    case .unsupportedMediaType:
      (
        "The body must be application/json, a day file text/csv.",
        "请求正文须为 application/json，对账文件须为 text/csv。",
        "請求內文須為 application/json，對帳檔須為 text/csv。"
      )
    case .rateLimited:
      (
        "Too many requests; try again in {0} s.",
        "请求过于频繁，请在 {0} 秒后再试。",
        "請求過於頻繁，請於 {0} 秒後再試。"
      )
    case .internalFault:
      (
        "Something failed on our side; quote the request id.",
        "平台内部出错，请提供请求编号。",
        "平台內部出錯，請提供請求編號。"
      )
    case .busy:
      (
        "The platform is busy; try again with the same key.",
        "平台繁忙，请用同一密钥重试。",
        "平台繁忙，請以同一鍵重試。"
      )
    case .outcomeUnknown:
      (
        "The outcome is not known yet; repeat with the same Idempotency-Key.",
        "结果尚未确定，请用同一 Idempotency-Key 重发。",
        "結果尚未確定，請以同一 Idempotency-Key 重送。"
      )
    case .idempotencyMismatch:
      (
        "This Idempotency-Key was used for a different request.",
        "此 Idempotency-Key 已用于另一请求。",
        "此 Idempotency-Key 已用於另一請求。"
      )
    case .requestInProgress:
      (
        "A request with this Idempotency-Key is still running.",
        "使用此 Idempotency-Key 的请求仍在处理。",
        "使用此 Idempotency-Key 的請求仍在處理。"
      )
    case .conflict:
      (
        "Something changed in the meantime; read it again.",
        "数据已被改动，请重新读取。",
        "資料已被更動，請重新讀取。"
      )
    case .alreadyExists:
      (
        "There is already one with this {0}.",
        "已存在相同的 {0}。",
        "已存在相同的 {0}。"
      )
    case .memberNotFound:
      (
        "No such member; look at the id, phone, card or code, or register with POST /v1/members.",
        "会员不存在，请核对编号、手机号、卡号或会员码，或以 POST /v1/members 注册。",
        "會員不存在，請核對編號、手機號、卡號或會員碼，或以 POST /v1/members 註冊。"
      )
    case .merchantNotFound:
      (
        "No such merchant.",
        "商户不存在。",
        "商戶不存在。"
      )
    case .programNotFound:
      (
        "No such programme; GET /v1/programs lists those you may use.",
        "积分计划不存在，可用的见 GET /v1/programs。",
        "積分計畫不存在，可用的見 GET /v1/programs。"
      )
    case .storeNotFound:
      (
        "No such store.",
        "门店不存在。",
        "門市不存在。"
      )
    case .terminalNotFound:
      (
        "No such terminal.",
        "终端不存在。",
        "終端不存在。"
      )
    case .posTerminalNotFound:
      (
        "No such terminal, or not one of ISO 8583; register it with POST /v1/terminals/{id}/pos.",
        "终端不存在或未登记为 ISO 8583 终端，可用 POST /v1/terminals/{id}/pos 登记。",
        "終端不存在或未登記為 ISO 8583 終端，可用 POST /v1/terminals/{id}/pos 登記。"
      )
    case .walletNotFound:
      (
        "No such wallet.",
        "钱包不存在。",
        "錢包不存在。"
      )
    case .transactionNotFound:
      (
        "No such transaction.",
        "交易不存在。",
        "交易不存在。"
      )
    case .holdNotFound:
      (
        "No such hold.",
        "预授权不存在。",
        "預授權不存在。"
      )
    case .cardNotFound:
      (
        "No such card.",
        "卡不存在。",
        "卡片不存在。"
      )
    case .orderNotFound:
      (
        "No such order.",
        "订单不存在。",
        "訂單不存在。"
      )
    case .goodsNotFound:
      (
        "No such goods.",
        "商品不存在。",
        "商品不存在。"
      )
    case .voucherNotFound:
      (
        "No such voucher.",
        "券不存在。",
        "券不存在。"
      )
    case .campaignNotFound:
      (
        "No such campaign.",
        "活动不存在。",
        "活動不存在。"
      )
    case .segmentNotFound:
      (
        "No such segment.",
        "人群不存在。",
        "客群不存在。"
      )
    case .rateNotFound:
      (
        "No exchange rate holds for these programmes now.",
        "这两个积分计划之间目前没有有效汇率。",
        "這兩個積分計畫之間目前沒有有效匯率。"
      )
    case .settlementNotFound:
      (
        "No such settlement.",
        "结算单不存在。",
        "結算單不存在。"
      )
    case .approvalNotFound:
      (
        "No such approval.",
        "审批事项不存在。",
        "審批事項不存在。"
      )
    case .webhookNotFound:
      (
        "No such webhook.",
        "Webhook 不存在。",
        "Webhook 不存在。"
      )
    case .eventNotFound:
      (
        "No such event.",
        "事件不存在。",
        "事件不存在。"
      )
    case .keyNotFound:
      (
        "No such API key.",
        "接口密钥不存在。",
        "介面金鑰不存在。"
      )
    case .operatorNotFound:
      (
        "No such operator.",
        "操作员不存在。",
        "操作員不存在。"
      )
    case .caseNotFound:
      (
        "No such case.",
        "差错单不存在。",
        "差錯單不存在。"
      )
    case .deviceNotFound:
      (
        "No such device.",
        "设备不存在。",
        "裝置不存在。"
      )
    case .dayFileNotFound:
      (
        "No such day file.",
        "对账文件不存在。",
        "對帳檔不存在。"
      )
    case .memberExists:
      (
        "A member with this {0} is already registered.",
        "此 {0} 已注册会员。",
        "此 {0} 已註冊會員。"
      )
    case .memberFrozen:
      (
        "The member is frozen.",
        "会员已冻结。",
        "會員已凍結。"
      )
    case .memberClosed:
      (
        "The member's account is closed.",
        "会员账户已注销。",
        "會員帳戶已註銷。"
      )
    case .memberProofRequired:
      (
        "Taking value needs proof: the live member code, the PIN or a one-time code.",
        "动用积分须验证：会员动态码、密码或短信验证码。",
        "動用積分須驗證：會員動態碼、密碼或簡訊驗證碼。"
      )
    case .proofRejected:
      (
        "The proof is not right; {0} tries are left.",
        "验证未通过，还可尝试 {0} 次。",
        "驗證未通過，還可嘗試 {0} 次。"
      )
    case .codeExpired:
      (
        "The member code has expired; ask for the one on display now.",
        "会员码已过期，请出示当前会员码。",
        "會員碼已過期，請出示目前的會員碼。"
      )
    case .codeUsed:
      (
        "This code has been used.",
        "此码已使用。",
        "此碼已使用。"
      )
    case .cardLost:
      (
        "The card is reported lost.",
        "此卡已挂失。",
        "此卡已掛失。"
      )
    case .cardNotActive:
      (
        "The card is not active.",
        "此卡未激活。",
        "此卡未啟用。"
      )
    case .cardExpired:
      (
        "The card has expired.",
        "此卡已过期。",
        "此卡已過期。"
      )
    case .pinNotSet:
      (
        "The member has set no PIN; use the live member code or a one-time code.",
        "会员未设密码，请用会员动态码或短信验证码。",
        "會員未設密碼，請用會員動態碼或簡訊驗證碼。"
      )
    case .pinLocked:
      (
        "Too many wrong PINs; try again in {0} s, or use the live member code.",
        "密码错误次数过多，请在 {0} 秒后再试，或用会员动态码。",
        "密碼錯誤次數過多，請於 {0} 秒後再試，或用會員動態碼。"
      )
    case .codesUsedUp:
      (
        "All member codes of this minute were used; a new one comes with the next minute.",
        "本分钟的会员码已用完，请下一分钟再取。",
        "本分鐘的會員碼已用完，請下一分鐘再取。"
      )
    case .noContact:
      (
        "The member has neither phone nor e-mail; use the live member code or the PIN.",
        "会员未留手机号或邮箱，请用会员动态码或密码。",
        "會員未留手機號或信箱，請用會員動態碼或密碼。"
      )
    case .insufficientPoints:
      (
        "The wallet has {0} points available, fewer than needed.",
        "可用积分为 {0}，不足以完成交易。",
        "可用積分為 {0}，不足以完成交易。"
      )
    case .programMismatch:
      (
        "The merchant does not take part in this programme in this way; read its terms or name another.",
        "商户未以此方式参加该积分计划，请查看条款或改用其他计划。",
        "商戶未以此方式參加該積分計畫，請查看條款或改用其他計畫。"
      )
    case .programClosed:
      (
        "The programme is closed.",
        "积分计划已停用。",
        "積分計畫已停用。"
      )
    case .notPermitted:
      (
        "The programme does not permit this.",
        "积分计划不允许此操作。",
        "積分計畫不允許此操作。"
      )
    case .purchasedPointsRestricted:
      (
        "Purchased points may not be used this way.",
        "购得的积分不可如此使用。",
        "購得的積分不可如此使用。"
      )
    case .limitExceeded:
      (
        "More than the limit for one transaction or one day allows; lower the points or wait a day.",
        "超出单笔或单日限额，请减少积分或次日再试。",
        "超出單筆或單日限額，請減少積分或次日再試。"
      )
    case .issuingLimitExceeded:
      (
        "The merchant has reached its issuing limit.",
        "商户已达发分额度。",
        "商戶已達發點額度。"
      )
    case .budgetExhausted:
      (
        "The campaign's budget is used up.",
        "活动预算已用完。",
        "活動預算已用完。"
      )
    case .transferBelowMinimum:
      (
        "Fewer points than the smallest transfer of the programme; read it under transfer.minimum.",
        "少于积分计划的最低转让额，见 transfer.minimum。",
        "少於積分計畫的最低轉讓額，見 transfer.minimum。"
      )
    case .sameMember:
      (
        "Sender and receiver are the same member.",
        "转出与转入为同一会员。",
        "轉出與轉入為同一會員。"
      )
    case .amountTooSmall:
      (
        "The amount comes to no points.",
        "金额不足以产生积分。",
        "金額不足以產生積分。"
      )
    case .debtOutstanding:
      (
        "The wallet owes {0} points.",
        "钱包欠 {0} 积分。",
        "錢包欠 {0} 積分。"
      )
    case .quoteExpired:
      (
        "The quote has expired; ask for a new one.",
        "报价已过期，请重新询价。",
        "報價已過期，請重新詢價。"
      )
    case .currencyMismatch:
      (
        "amount is not in the programme's currency; give it in that, or give points.",
        "amount 的币种与积分计划不符，请用该计划的币种或改填 points。",
        "amount 的幣別與積分計畫不符，請用該計畫的幣別或改填 points。"
      )
    case .amountOutOfRange:
      (
        "The points or the amount are outside what one transaction may move: 1 to 1,000,000,000,000.",
        "points 或 amount 超出单笔范围：1 至 1,000,000,000,000。",
        "points 或 amount 超出單筆範圍：1 至 1,000,000,000,000。"
      )
    case .textTooLong:
      (
        "reference takes 64 and reason 200 bytes of UTF-8 at most; shorten it.",
        "reference 至多 64 字节、reason 至多 200 字节（UTF-8），请缩短。",
        "reference 至多 64 位元組、reason 至多 200 位元組（UTF-8），請縮短。"
      )
    case .walletMerged:
      (
        "The wallet was merged into another member; use that member.",
        "钱包已合并到另一会员，请改用该会员。",
        "錢包已合併至另一會員，請改用該會員。"
      )
    case .holdsOpen:
      (
        "The wallet has open holds; capture or release them first.",
        "钱包有未完成的预授权，请先完成或解除。",
        "錢包有未完成的預授權，請先完成或解除。"
      )
    case .nothingDue:
      (
        "Nothing in the wallet is due.",
        "钱包中没有到期的积分。",
        "錢包中沒有到期的積分。"
      )
    case .notOffered:
      (
        "This platform does not offer {0} yet.",
        "本平台尚不提供 {0}。",
        "本平台尚不提供 {0}。"
      )
    case .alreadyRefunded:
      (
        "The transaction is refunded in full already.",
        "交易已全额退回。",
        "交易已全額退回。"
      )
    case .refundExceedsOriginal:
      (
        "More than is left of the original; leave points out to give back the rest.",
        "超过原交易剩余可退，省略 points 即退全部剩余。",
        "超過原交易剩餘可退，省略 points 即退全部剩餘。"
      )
    case .notRefundable:
      (
        "A transaction of this kind cannot be refunded.",
        "此类交易不可退货。",
        "此類交易不可退貨。"
      )
    case .notVoidable:
      (
        "The transaction can no longer be voided; refund it.",
        "交易已不可撤销，请办理退货。",
        "交易已不可撤銷，請辦理退貨。"
      )
    case .reversed:
      (
        "The transaction has been reversed.",
        "交易已冲正。",
        "交易已沖正。"
      )
    case .notPending:
      (
        "The transaction is not pending.",
        "交易不处于待确认状态。",
        "交易不處於待確認狀態。"
      )
    case .holdExpired:
      (
        "The hold has expired.",
        "预授权已过期。",
        "預授權已過期。"
      )
    case .holdClosed:
      (
        "The hold is captured or released already.",
        "预授权已完成或已解除。",
        "預授權已完成或已解除。"
      )
    case .captureExceedsHold:
      (
        "More points than are held; leave points out to take all.",
        "超过预授权积分，省略 points 即全部完成。",
        "超過預授權積分，省略 points 即全部完成。"
      )
    case .enrolmentCodeInvalid:
      (
        "The enrolment code does not exist, was used, or is older than 15 minutes; ask for a new one.",
        "登记码不存在、已使用或已超过 15 分钟，请重新获取。",
        "登記碼不存在、已使用或已超過 15 分鐘，請重新取得。"
      )
    case .wrongTerminalKind:
      (
        "This takes a terminal of the kind {0}.",
        "此操作须用 {0} 类终端。",
        "此操作須用 {0} 類終端。"
      )
    case .merchantSuspended:
      (
        "The merchant is suspended.",
        "商户已停用。",
        "商戶已停用。"
      )
    case .storeClosed:
      (
        "The store is closed.",
        "门店已停用。",
        "門市已停用。"
      )
    case .terminalDisabled:
      (
        "The terminal is disabled.",
        "终端已停用。",
        "終端已停用。"
      )
    case .secondPersonNeeded:
      (
        "A master key is entered by two people; use a key that a person made, or the operator console.",
        "主密钥须由两人分别录入，请使用人员创建的接口密钥或运营后台。",
        "主金鑰須由兩人分別錄入，請使用人員建立的介面金鑰或營運後台。"
      )
    case .checkValueWrong:
      (
        "The component has another check value: compare it with its letter and type it again.",
        "分量与校验值不符，请核对密钥函后重新录入。",
        "分量與校驗值不符，請核對密鑰函後重新錄入。"
      )
    case .componentsEqual:
      (
        "Both components are the same, so the key would be all zeros; print new components.",
        "两个分量相同，密钥将为全零，请重新生成分量。",
        "兩個分量相同，金鑰將為全零，請重新產生分量。"
      )
    case .masterKeyMissing:
      (
        "The terminal has no master key yet; two people enter its components first.",
        "终端尚无主密钥，请先由两人录入分量。",
        "終端尚無主金鑰，請先由兩人錄入分量。"
      )
    case .ownApproval:
      (
        "Another person must approve this.",
        "须由他人审批。",
        "須由他人審批。"
      )
    case .alreadyDecided:
      (
        "The approval is decided already.",
        "审批事项已处理。",
        "審批事項已處理。"
      )
    case .notAllowedNow:
      (
        "Its state does not allow this: {0}.",
        "当前状态不允许此操作：{0}。",
        "目前狀態不允許此操作：{0}。"
      )
    case .licenceRequired:
      (
        "This needs a licence flag set by two people.",
        "须由两人开启许可后方可使用。",
        "須由兩人開啟許可後方可使用。"
      )
    case .approvalRequired:
      (
        "A correction of more than {0} points needs two people: propose it at POST /v1/approvals.",
        "调账超过 {0} 积分须双人复核，请通过 POST /v1/approvals 提交。",
        "調帳超過 {0} 積分須雙人覆核，請透過 POST /v1/approvals 提交。"
      )
    case .personRequired:
      (
        "Only a signed-in person may decide this; use the operator console.",
        "须由登录人员处理，请使用运营后台。",
        "須由登入人員處理，請使用營運後台。"
      )
    case .notTheAuthor:
      (
        "Only who proposed it may withdraw it.",
        "仅提交人可撤回。",
        "僅提交人可撤回。"
      )
    case .operatorOnly:
      (
        "This is the operator's alone; use an operator key.",
        "仅平台运营方可用，请用运营方密钥。",
        "僅平台營運方可用，請用營運方金鑰。"
      )
    case .scopesTooWide:
      (
        "A key may not be given more than its maker has and its kind takes; name fewer scopes.",
        "授予的权限不得超出授予者及该类密钥的范围，请减少 scopes。",
        "授予的權限不得超出授予者及該類金鑰的範圍，請減少 scopes。"
      )
    case .wrongOwner:
      (
        "It does not belong to you; name your own, or leave it out.",
        "不属于您，请填自己的或留空。",
        "不屬於您，請填自己的或留空。"
      )
    case .ownAccess:
      (
        "Your own roles, stores and state are for somebody else to change.",
        "本人的角色、门店和状态须由他人更改。",
        "本人的角色、門市和狀態須由他人變更。"
      )
    case .personAbove:
      (
        "This person may do what you may not; only somebody with their rights can change them.",
        "此人拥有您没有的权限，只有具备相同权限的人才能更改。",
        "此人擁有您沒有的權限，只有具備相同權限的人才能變更。"
      )
    case .outOfStock:
      (
        "The goods are out of stock.",
        "商品库存不足。",
        "商品庫存不足。"
      )
    case .notOnSale:
      (
        "The goods are not on sale.",
        "商品未上架。",
        "商品未上架。"
      )
    case .voucherUsed:
      (
        "The voucher has been used.",
        "券已使用。",
        "券已使用。"
      )
    case .voucherExpired:
      (
        "The voucher has expired.",
        "券已过期。",
        "券已過期。"
      )
    }
  }
}
