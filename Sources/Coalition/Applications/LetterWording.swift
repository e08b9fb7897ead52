internal import Ledger

/// The words of a letter to an applicant, in the three languages.
struct LetterWording: Sendable {
  let kind: LetterKind
  let application: MerchantApplication
  let number: String
  let secret: String
  /// Empty where there is none.
  let invitation: String
  /// Of this platform, without a slash at the end; empty where nobody said.
  let address: String

  var title: Names {
    switch kind {
    case .received: Names(hans: "入驻申请已收到", hant: "入駐申請已收到", en: "Your application has arrived")
    case .approved: Names(hans: "入驻申请已通过", hant: "入駐申請已通過", en: "Your application was approved")
    case .rejected: Names(hans: "入驻申请未通过", hant: "入駐申請未通過", en: "Your application was declined")
    case .invited: Names(hans: "店主邀请", hant: "店主邀請", en: "Your invitation as the owner")
    }
  }

  var body: Names {
    switch kind {
    case .received: received
    case .approved, .invited: invited
    case .rejected: rejected
    }
  }

  private var name: String { application.draft.name }

  private var received: Names {
    let page = address + "/apply/status"
    return Names(
      hans: """
        “\(name)”的入驻申请已收到，我们审核后会再来信。

        申请编号：\(number)
        查询码：\(secret)
        查询进度：\(page)

        查询码请勿转给他人。
        """,
      hant: """
        「\(name)」的入駐申請已收到，我們審核後會再來信。

        申請編號：\(number)
        查詢碼：\(secret)
        查詢進度：\(page)

        查詢碼請勿轉給他人。
        """,
      en: """
        The application of \(name) has arrived. We will write again once we have looked at it.

        Number: \(number)
        Secret code: \(secret)
        See how it stands: \(page)

        Keep the secret code to yourself.
        """)
  }

  private var invited: Names {
    let page = address + "/apply/invitation?code=" + invitation
    return Names(
      hans: """
        欢迎“\(name)”加入。请在 14 天内用邀请码建立店主账号，然后按开店指南完成后续步骤。

        邀请码：\(invitation)
        建立账号：\(page)

        邀请码只能用一次，请勿转给他人。
        """,
      hant: """
        歡迎「\(name)」加入。請在 14 天內用邀請碼建立店主帳號，然後依開店指南完成後續步驟。

        邀請碼：\(invitation)
        建立帳號：\(page)

        邀請碼只能用一次，請勿轉給他人。
        """,
      en: """
        Welcome, \(name). Make the owner's access with this code within 14 days; the set-up guide goes on from
        there.

        Invitation code: \(invitation)
        Make your access: \(page)

        The code serves once. Keep it to yourself.
        """)
  }

  private var rejected: Names {
    Names(
      hans: "“\(name)”的入驻申请（\(number)）未通过。\n\n原因：\(application.reason)\n\n补正后可以重新申请：\(address)/apply",
      hant: "「\(name)」的入駐申請（\(number)）未通過。\n\n原因：\(application.reason)\n\n補正後可以重新申請：\(address)/apply",
      en: """
        The application of \(name) (\(number)) was declined.

        Reason: \(application.reason)

        You may apply again once that is mended: \(address)/apply
        """)
  }
}
