extension ErrorCode {
  /// English, simplified and traditional Chinese side by side.
  var texts: (String, String, String) {
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
        "This call moves value and needs an Idempotency-Key header; a new one for each, kept for retries.",
        "此调用涉及价值变动，须带 Idempotency-Key 请求头；每笔自拟一个，重发时沿用。",
        "此呼叫涉及價值變動，須帶 Idempotency-Key 標頭；每筆自訂一個，重送時沿用。"
      )
    case .idempotencyKeyInvalid:
      (
        "Idempotency-Key must be 1 to 255 visible ASCII characters; a UUID will do.",
        "Idempotency-Key 须为 1 至 255 个可见 ASCII 字符，例如 UUID。",
        "Idempotency-Key 須為 1 至 255 個可見 ASCII 字元，例如 UUID。"
      )
    case .unauthorized:
      (
        "A valid API key is needed: Authorization: Bearer tb_…; where yours was revoked, ask for a new one.",
        "需要有效的接口密钥：Authorization: Bearer tb_…；如已吊销，请向创建者申请新密钥。",
        "需要有效的介面金鑰：Authorization: Bearer tb_…；如已撤銷，請向建立者申請新金鑰。"
      )
    case .signatureRequired:
      (
        "This key only counts with signed requests; sign as the guide for merchant systems says (RFC 9421).",
        "此密钥仅接受已签名的请求，请按商户系统对接指南（RFC 9421）签名。",
        "此金鑰僅接受已簽名的請求，請依商戶系統介接指南（RFC 9421）簽名。"
      )
    case .signatureMalformed:
      (
        "The signature lacks something or has something we do not take: {0}.",
        "签名缺少内容或含有不接受的内容：{0}。",
        "簽名缺少內容或含有不接受的內容：{0}。"
      )
    case .signatureInvalid:
      (
        "The signature is not one of this key over this request; sign method, address and body as sent.",
        "签名与此密钥及请求不符，请对实际发送的方法、地址和正文签名。",
        "簽名與此金鑰及請求不符，請對實際送出的方法、網址與內文簽名。"
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
        "No key in force has this keyid and a signing secret; make a secret for it, or use another keyid.",
        "没有与此 keyid 对应且有效的签名密钥，请创建签名密钥或改用其他 keyid。",
        "沒有與此 keyid 對應且有效的簽名金鑰，請建立簽名金鑰或改用其他 keyid。"
      )
    case .digestMismatch:
      (
        "The body does not have the digest that was signed; compute it over the bytes that are sent.",
        "正文与所签摘要不符，请对实际发送的字节计算摘要。",
        "內文與所簽摘要不符，請對實際送出的位元組計算摘要。"
      )
    case .dayFileMalformed:
      (
        "The day file was refused as a whole, at line {0}: {1}; mend it and send it again.",
        "对账文件整份未受理，第 {0} 行：{1}；请更正后重新提交。",
        "對帳檔整份未受理，第 {0} 行：{1}；請更正後重新提交。"
      )
    case .bankFileMalformed: OutsideTexts.bankFileMalformed
    case .sessionEnded:
      (
        "Nobody is signed in with this session; sign in on the device.",
        "此会话无人登录，请在设备上登录。",
        "此工作階段無人登入，請在裝置上登入。"
      )
    case .forbidden:
      (
        "This key may not do that; use one that has the permission {0}.",
        "此密钥无权执行该操作，请改用具有权限 {0} 的密钥。",
        "此金鑰無權執行該操作，請改用具有權限 {0} 的金鑰。"
      )
    case .notFound:
      (
        "There is nothing at this address; /openapi.json lists what there is.",
        "此地址没有内容，可用地址见 /openapi.json。",
        "此網址沒有內容，可用網址見 /openapi.json。"
      )
    case .methodNotAllowed:
      (
        "This address does not take this method; it takes {0}.",
        "此地址不接受该方法，只接受 {0}。",
        "此網址不接受該方法，只接受 {0}。"
      )
    case .notAcceptable:
      (
        "Replies are application/json and the Accept header excludes it; leave the header out.",
        "应答为 application/json，而 Accept 请求头不接受；请去掉该请求头。",
        "回應為 application/json，而 Accept 標頭不接受；請拿掉該標頭。"
      )
    case .payloadTooLarge:
      (
        "The body is larger than {0} bytes; send less at once.",
        "请求正文超过 {0} 字节，请分次发送。",
        "請求內文超過 {0} 位元組，請分次送出。"
      )
    case .unsupportedMediaType:
      (
        "The body must be application/json, a day file text/csv; say so in Content-Type.",
        "请求正文须为 application/json，对账文件须为 text/csv，并以 Content-Type 注明。",
        "請求內文須為 application/json，對帳檔須為 text/csv，並以 Content-Type 註明。"
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
        "This Idempotency-Key was used for a different request; take a new key for a new movement.",
        "此 Idempotency-Key 已用于另一请求，新的变动请用新键。",
        "此 Idempotency-Key 已用於另一請求，新的變動請用新鍵。"
      )
    case .requestInProgress:
      (
        "A request with this Idempotency-Key is still running; send the same again in a moment.",
        "使用此 Idempotency-Key 的请求仍在处理，请稍后原样重发。",
        "使用此 Idempotency-Key 的請求仍在處理，請稍後原樣重送。"
      )
    case .conflict:
      (
        "Something changed in the meantime; read it again.",
        "数据已被改动，请重新读取。",
        "資料已被更動，請重新讀取。"
      )
    case .alreadyExists:
      (
        "There is already one with this {0}; use that one, or choose another {0}.",
        "已存在相同的 {0}，请直接使用或另选 {0}。",
        "已存在相同的 {0}，請直接使用或另選 {0}。"
      )
    case .memberNotFound:
      (
        "No such member; look at the id, phone, card or code, or register with POST /v1/members.",
        "会员不存在，请核对编号、手机号、卡号或会员码，或以 POST /v1/members 注册。",
        "會員不存在，請核對編號、手機號、卡號或會員碼，或以 POST /v1/members 註冊。"
      )
    case .merchantNotFound:
      (
        "No such merchant; GET /v1/merchants lists those you may see.",
        "商户不存在，可见的商户见 GET /v1/merchants。",
        "商戶不存在，可見的商戶見 GET /v1/merchants。"
      )
    case .programNotFound:
      (
        "No such programme; GET /v1/programs lists those you may use.",
        "积分计划不存在，可用的见 GET /v1/programs。",
        "積分計畫不存在，可用的見 GET /v1/programs。"
      )
    case .earningRuleNotFound:
      (
        "No such rule of earning; GET /v1/programs/{id}/earning-rules lists a programme's.",
        "积分规则不存在，计划的规则见 GET /v1/programs/{id}/earning-rules。",
        "積分規則不存在，計畫的規則見 GET /v1/programs/{id}/earning-rules。"
      )
    case .rollingNotOffered: OutsideTexts.rollingNotOffered
    case .discountRuleNotFound: MovingTexts.discountNotFound
    case .ladderNotFound:
      (
        "No such ladder of levels; GET /v1/programs/{id}/ladders lists a programme's.",
        "等级方案不存在，计划的等级方案见 GET /v1/programs/{id}/ladders。",
        "等級方案不存在，計畫的等級方案見 GET /v1/programs/{id}/ladders。"
      )
    case .storeNotFound:
      (
        "No such store; GET /v1/merchants/{id}/stores lists a merchant's.",
        "门店不存在，商户的门店见 GET /v1/merchants/{id}/stores。",
        "門市不存在，商戶的門市見 GET /v1/merchants/{id}/stores。"
      )
    case .terminalNotFound:
      (
        "No such terminal; GET /v1/merchants/{id}/terminals lists a merchant's.",
        "终端不存在，商户的终端见 GET /v1/merchants/{id}/terminals。",
        "終端不存在，商戶的終端見 GET /v1/merchants/{id}/terminals。"
      )
    case .posTerminalNotFound:
      (
        "No such terminal, or not one of ISO 8583; register it with POST /v1/terminals/{id}/pos.",
        "终端不存在或未登记为 ISO 8583 终端，可用 POST /v1/terminals/{id}/pos 登记。",
        "終端不存在或未登記為 ISO 8583 終端，可用 POST /v1/terminals/{id}/pos 登記。"
      )
    case .walletNotFound:
      (
        "No such wallet; GET /v1/members/{id}/wallets lists a member's.",
        "钱包不存在，会员的钱包见 GET /v1/members/{id}/wallets。",
        "錢包不存在，會員的錢包見 GET /v1/members/{id}/wallets。"
      )
    case .transactionNotFound:
      (
        "No such transaction of yours; GET /v1/transactions finds it by reference, member or day.",
        "没有此交易，可用 GET /v1/transactions 按 reference、member 或 day 查找。",
        "沒有此交易，可用 GET /v1/transactions 依 reference、member 或 day 查找。"
      )
    case .holdNotFound:
      (
        "No such hold; its id is hold in the transaction that made it.",
        "预授权不存在，编号见建立它的交易中的 hold。",
        "預授權不存在，編號見建立它的交易中的 hold。"
      )
    case .tagNotFound:
      (
        "No such tag, or another's; list them with GET /v1/tags.",
        "标签不存在或不属于您，请用 GET /v1/tags 查看。",
        "標籤不存在或不屬於您，請用 GET /v1/tags 查看。"
      )
    case .cardTypeNotFound:
      (
        "No such card type, or no cards of it are made any more; list them with GET /v1/card-types.",
        "卡种不存在或已停发，请用 GET /v1/card-types 查看。",
        "卡種不存在或已停發，請用 GET /v1/card-types 查看。"
      )
    case .cardNotFound:
      (
        "No such card; look at its number or id.",
        "卡不存在，请核对卡号或编号。",
        "卡片不存在，請核對卡號或編號。"
      )
    case .orderNotFound:
      (
        "No such order; look at its id.",
        "订单不存在，请核对编号。",
        "訂單不存在，請核對編號。"
      )
    case .goodsNotFound:
      (
        "No such goods; look at their id.",
        "商品不存在，请核对编号。",
        "商品不存在，請核對編號。"
      )
    case .voucherNotFound:
      (
        "No such voucher; look at its id.",
        "券不存在，请核对编号。",
        "券不存在，請核對編號。"
      )
    case .campaignNotFound:
      (
        "No such campaign; look at its id.",
        "活动不存在，请核对编号。",
        "活動不存在，請核對編號。"
      )
    case .segmentNotFound:
      (
        "No such segment; look at its id.",
        "人群不存在，请核对编号。",
        "客群不存在，請核對編號。"
      )
    case .rateNotFound: MovingTexts.rateNotFound
    case .quoteNotFound: MovingTexts.quoteNotFound
    case .rateArbitrage: MovingTexts.rateArbitrage
    case .settlementNotFound:
      (
        "No such settlement; look at its id.",
        "结算单不存在，请核对编号。",
        "結算單不存在，請核對編號。"
      )
    case .approvalNotFound:
      (
        "No such approval; GET /v1/approvals lists them.",
        "审批事项不存在，列表见 GET /v1/approvals。",
        "審批事項不存在，清單見 GET /v1/approvals。"
      )
    case .webhookNotFound:
      (
        "No such webhook; look at its id.",
        "Webhook 不存在，请核对编号。",
        "Webhook 不存在，請核對編號。"
      )
    case .eventNotFound:
      (
        "No such event of yours; GET /v1/events lists them.",
        "没有此事件，列表见 GET /v1/events。",
        "沒有此事件，清單見 GET /v1/events。"
      )
    case .keyNotFound:
      (
        "No such API key; GET /v1/keys lists them.",
        "接口密钥不存在，列表见 GET /v1/keys。",
        "介面金鑰不存在，清單見 GET /v1/keys。"
      )
    case .operatorNotFound:
      (
        "No such operator; look at the id.",
        "操作员不存在，请核对编号。",
        "操作員不存在，請核對編號。"
      )
    case .caseNotFound:
      (
        "No such case; GET /v1/cases lists them.",
        "差错单不存在，列表见 GET /v1/cases。",
        "差錯單不存在，清單見 GET /v1/cases。"
      )
    case .deviceNotFound:
      (
        "No such device; GET /v1/merchants/{id}/devices lists a merchant's.",
        "设备不存在，商户的设备见 GET /v1/merchants/{id}/devices。",
        "裝置不存在，商戶的裝置見 GET /v1/merchants/{id}/devices。"
      )
    case .dayFileNotFound:
      (
        "No such day file; GET /v1/day-files lists them.",
        "对账文件不存在，列表见 GET /v1/day-files。",
        "對帳檔不存在，清單見 GET /v1/day-files。"
      )
    case .bankFileNotFound: OutsideTexts.bankFileNotFound
    case .bankLineDiffers: OutsideTexts.bankLineDiffers
    case .bankLineNotOpen: OutsideTexts.bankLineNotOpen
    case .memberExists:
      (
        "A member with this {0} is already registered; GET /v1/members finds them.",
        "此 {0} 已注册会员，可用 GET /v1/members 查找。",
        "此 {0} 已註冊會員，可用 GET /v1/members 查找。"
      )
    case .memberFrozen:
      (
        "The member is frozen; the operator can lift it.",
        "会员已冻结，解冻请联系平台运营方。",
        "會員已凍結，解凍請洽平台營運方。"
      )
    case .memberClosed:
      (
        "The member's account is closed for good; register the person anew.",
        "会员账户已注销且不可恢复，请重新注册。",
        "會員帳戶已註銷且不可恢復，請重新註冊。"
      )
    case .memberProofRequired:
      (
        "Taking value needs a proof under member: the live member code, the PIN or a one-time code.",
        "动用积分须在 member 中附验证：会员动态码、密码或短信验证码。",
        "動用積分須於 member 附驗證：會員動態碼、密碼或簡訊驗證碼。"
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
        "This code has been used; ask for a new one.",
        "此码已使用，请重新获取。",
        "此碼已使用，請重新取得。"
      )
    case .cardLost:
      (
        "The card is reported lost; use phone or member code, or replace the card.",
        "此卡已挂失，请改用手机号或会员码，或补卡。",
        "此卡已掛失，請改用手機號或會員碼，或補卡。"
      )
    case .cardNotActive:
      (
        "The card is not active; activate it with POST /v1/cards/{id}/activate.",
        "此卡未激活，请以 POST /v1/cards/{id}/activate 激活。",
        "此卡未啟用，請以 POST /v1/cards/{id}/activate 啟用。"
      )
    case .cardExpired: MovingTexts.cardExpired
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
    case .insufficientPoints: MovingTexts.insufficientPoints
    case .programMismatch: MovingTexts.programMismatch
    case .programClosed:
      (
        "The programme is closed; GET /v1/programs lists those in force.",
        "积分计划已停用，可用的见 GET /v1/programs。",
        "積分計畫已停用，可用的見 GET /v1/programs。"
      )
    case .notPermitted:
      (
        "The programme does not permit this; GET /v1/programs/{id} says what it does.",
        "积分计划不允许此操作，规定见 GET /v1/programs/{id}。",
        "積分計畫不允許此操作，規定見 GET /v1/programs/{id}。"
      )
    case .purchasedPointsRestricted:
      (
        "Purchased points may not be used this way; use points that were given.",
        "购得的积分不可如此使用，请用获赠的积分。",
        "購得的積分不可如此使用，請用獲贈的積分。"
      )
    case .limitExceeded: MovingTexts.limitExceeded
    case .issuingLimitExceeded: MovingTexts.issuingLimitExceeded
    case .budgetExhausted:
      (
        "The campaign's budget is used up; name another campaign.",
        "活动预算已用完，请改用其他活动。",
        "活動預算已用完，請改用其他活動。"
      )
    case .transferBelowMinimum: MovingTexts.transferBelowMinimum
    case .memberTooNew: MovingTexts.memberTooNew
    case .tooManyReceivers: MovingTexts.tooManyReceivers
    case .tooManySenders: MovingTexts.tooManySenders
    case .feeChanged: MovingTexts.feeChanged
    case .discountChanged: MovingTexts.discountChanged
    case .serviceOff: MovingTexts.serviceOff
    case .pointsOrderNotFound: MovingTexts.pointsOrderNotFound
    case .poolNotFound: PoolTexts.poolNotFound
    case .pointsBlockNotFound: MovingTexts.pointsBlockNotFound
    case .pointsOrderEnded: MovingTexts.pointsOrderEnded
    case .pointsOrderUsed: MovingTexts.pointsOrderUsed
    case .pointsOrdersWaiting: MovingTexts.pointsOrdersWaiting
    case .giftsOff: GiftTexts.giftsOff
    case .receiverNotFound: GiftTexts.receiverNotFound
    case .receiverNotActive: GiftTexts.receiverNotActive
    case .systemRequired: MovingTexts.systemRequired
    case .paymentUsed: MovingTexts.paymentUsed
    case .amountMismatch: MovingTexts.amountMismatch
    case .serviceBelowMinimum: MovingTexts.serviceBelowMinimum
    case .serviceAboveMaximum: MovingTexts.serviceAboveMaximum
    case .serviceDayLimit: MovingTexts.serviceDayLimit
    case .serviceMonthLimit: MovingTexts.serviceMonthLimit
    case .ranOutTooLongAgo: MovingTexts.ranOutTooLongAgo
    case .sameMember:
      (
        "Sender and receiver are the same member; name another under to.",
        "转出与转入为同一会员，请在 to 中另填会员。",
        "轉出與轉入為同一會員，請於 to 另填會員。"
      )
    case .amountTooSmall: MovingTexts.amountTooSmall
    case .debtOutstanding: MovingTexts.debtOutstanding
    case .quoteExpired: MovingTexts.quoteExpired
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
        "Nothing in the wallet is due; there is nothing to do.",
        "钱包中没有到期的积分，无须处理。",
        "錢包中沒有到期的積分，無須處理。"
      )
    case .notOffered:
      (
        "This platform does not offer {0} yet; /openapi.json lists what it does.",
        "本平台尚不提供 {0}，已提供的见 /openapi.json。",
        "本平台尚不提供 {0}，已提供的見 /openapi.json。"
      )
    case .alreadyRefunded:
      (
        "The transaction is refunded in full already; nothing is left to give back.",
        "交易已全额退回，没有剩余可退。",
        "交易已全額退回，沒有剩餘可退。"
      )
    case .refundExceedsOriginal:
      (
        "More than is left of the original; leave points out to give back the rest.",
        "超过原交易剩余可退，省略 points 即退全部剩余。",
        "超過原交易剩餘可退，省略 points 即退全部剩餘。"
      )
    case .notRefundable:
      (
        "A transaction of this kind cannot be refunded; an earn, a spend or a capture can.",
        "此类交易不可退货，可退的是积分发放、消费或预授权完成。",
        "此類交易不可退貨，可退的是積分發放、消費或預授權完成。"
      )
    case .notVoidable:
      (
        "The transaction can no longer be voided; refund it.",
        "交易已不可撤销，请办理退货。",
        "交易已不可撤銷，請辦理退貨。"
      )
    case .reversed:
      (
        "The transaction has been reversed; to have it after all, send it under a new key.",
        "交易已冲正，如仍需入账请换新键提交。",
        "交易已沖正，如仍需入帳請換新鍵提交。"
      )
    case .notPending:
      (
        "The transaction is not pending; only what is can be confirmed or cancelled.",
        "交易不处于待确认状态，只有待确认的可确认或取消。",
        "交易不處於待確認狀態，只有待確認的可確認或取消。"
      )
    case .holdExpired:
      (
        "The hold has expired; make a new one, or spend.",
        "预授权已过期，请重新预授权或直接消费。",
        "預授權已過期，請重新預授權或直接消費。"
      )
    case .holdClosed:
      (
        "The hold is captured or released already; refund the capture, or make a new hold.",
        "预授权已完成或已解除，请办理退货或重新预授权。",
        "預授權已完成或已解除，請辦理退貨或重新預授權。"
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
        "This terminal cannot do that; it takes one of the kind {0}.",
        "此终端不支持该操作，须用 {0} 类终端。",
        "此終端不支援該操作，須用 {0} 類終端。"
      )
    case .merchantSuspended:
      (
        "The merchant is suspended; the operator can lift it.",
        "商户已停用，恢复请联系平台运营方。",
        "商戶已停用，恢復請洽平台營運方。"
      )
    case .applicationNotFound:
      (
        "No such application, or the code is not its own; both stand in the letter that told of its arrival.",
        "没有这份申请，或查询码不符；两者都在收到申请时的来信中。",
        "沒有這份申請，或查詢碼不符；兩者都在收到申請時的來信中。"
      )
    case .storeClosed:
      (
        "The store is closed; name one that is open.",
        "门店已停用，请改填营业中的门店。",
        "門市已停用，請改填營業中的門市。"
      )
    case .terminalDisabled:
      (
        "The terminal is disabled; enable it, or use another.",
        "终端已停用，请启用或改用其他终端。",
        "終端已停用，請啟用或改用其他終端。"
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
        "Another person must approve this; who proposes does not decide.",
        "须由他人审批，提交人不可自批。",
        "須由他人審批，提交人不可自批。"
      )
    case .alreadyDecided:
      (
        "The approval is decided already; propose anew what should be otherwise.",
        "审批事项已处理，如需变更请重新提交。",
        "審批事項已處理，如需變更請重新提交。"
      )
    case .notAllowedNow:
      (
        "Its state does not allow this: {0}; read it again and do what its state allows.",
        "当前状态不允许此操作：{0}；请重新读取后按其状态处理。",
        "目前狀態不允許此操作：{0}；請重新讀取後依其狀態處理。"
      )
    case .licenceRequired:
      (
        "This needs a licence flag set by two people; ask the operator.",
        "须由两人开启许可后方可使用，请联系平台运营方。",
        "須由兩人開啟許可後方可使用，請洽平台營運方。"
      )
    case .approvalRequired:
      (
        "Two people decide: propose it, points at /v1/approvals, services at /v1/programs/{id}/proposals.",
        "须双人复核，请先提交：调账用 POST /v1/approvals，计划的服务用 POST /v1/programs/{id}/proposals。",
        "須雙人覆核，請先提交：調帳用 POST /v1/approvals，計畫的服務用 POST /v1/programs/{id}/proposals。"
      )
    case .sameReviewer:
      (
        "Who looked the settlement through may not approve it; ask another person.",
        "审核人不能批准同一结算单，请由另一人批准。",
        "審核人不能核准同一結算單，請由另一人核准。"
      )
    case .personRequired:
      (
        "Only a signed-in person may decide this; use the operator console.",
        "须由登录人员处理，请使用运营后台。",
        "須由登入人員處理，請使用營運後台。"
      )
    case .notTheAuthor:
      (
        "Only who proposed it may withdraw it; others may reject it.",
        "仅提交人可撤回，他人可驳回。",
        "僅提交人可撤回，他人可駁回。"
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
        "Your own roles, stores and state are not yours to change; ask another person who may.",
        "不能更改本人的角色、门店和状态，请由另一位有此权限的人员办理。",
        "不能變更本人的角色、門市和狀態，請由另一位有此權限的人員辦理。"
      )
    case .personAbove:
      (
        "This person may do what you may not; only somebody with their rights can change them.",
        "此人拥有您没有的权限，只有具备相同权限的人才能更改。",
        "此人擁有您沒有的權限，只有具備相同權限的人才能變更。"
      )
    case .outOfStock:
      (
        "The goods are out of stock; choose others.",
        "商品库存不足，请选择其他商品。",
        "商品庫存不足，請選擇其他商品。"
      )
    case .notOnSale:
      (
        "The goods are not on sale; choose others.",
        "商品未上架，请选择其他商品。",
        "商品未上架，請選擇其他商品。"
      )
    case .pointsCardsNotFound:
      (
        "No such batch of points cards; look at its id.",
        "没有这个积分卡批次，请核对编号。",
        "沒有這個點數卡批次，請核對編號。"
      )
    case .partnerNotFound: OutsideTexts.partnerNotFound
    case .partnerExchangeNotFound: OutsideTexts.partnerExchangeNotFound
    case .linkedAccountNotFound: OutsideTexts.linkedAccountNotFound
    case .partnerInactive: OutsideTexts.partnerInactive
    case .pointsCardInvalid:
      (
        "No points card has this code; look at what was typed.",
        "卡密不正确，请核对后重新输入。",
        "卡密不正確，請核對後重新輸入。"
      )
    case .pointsCardNotActive:
      (
        "The points card is not sold yet; ask the seller.",
        "积分卡尚未激活，请联系售卡方。",
        "點數卡尚未啟用，請聯絡售卡方。"
      )
    case .pointsCardUsed:
      (
        "The points card has been redeemed; choose another.",
        "积分卡已使用，请另选一张。",
        "點數卡已使用，請另選一張。"
      )
    case .pointsCardFrozen:
      (
        "The points card is frozen; ask the operator.",
        "积分卡已冻结，请联系平台。",
        "點數卡已凍結，請聯絡平台。"
      )
    case .pointsCardExpired:
      (
        "The points card has expired; choose another.",
        "积分卡已过期，请另选一张。",
        "點數卡已過期，請另選一張。"
      )
    case .pointsCardVoided:
      (
        "The points card is void; ask the seller.",
        "积分卡已作废，请联系售卡方。",
        "點數卡已作廢，請聯絡售卡方。"
      )
    case .voucherUsed:
      (
        "The voucher has been used; choose another.",
        "券已使用，请另选一张。",
        "券已使用，請另選一張。"
      )
    case .voucherExpired:
      (
        "The voucher has expired; choose another.",
        "券已过期，请另选一张。",
        "券已過期，請另選一張。"
      )
    }
  }
}
