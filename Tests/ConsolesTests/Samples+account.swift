import Coalition

@testable import Consoles

extension Sample {
  static let account: [Sample] = [
    Sample("sign-in-changed", SignInPage(hasNewPassword: true)),
    Sample("sign-in-code", SignInCodePage(action: .signIn.appending("code"), next: .members)),
    Sample(
      "sign-in-code-wrong",
      SignInCodePage(action: .signIn.appending("code"), next: nil, refusal: .wrong)),
    Sample("factor", FactorPage(enrolment: enrolment, action: .signIn.appending("factor"), next: .members)),
    Sample(
      "factor-wrong",
      FactorPage(
        enrolment: enrolment, action: .signIn.appending("factor"), next: nil, isCodeWrong: true)),
    Sample(
      "recovery-codes",
      RecoveryCodesPage(codes: (0..<10).map { "0123AB-CDEFGH-JKMNPQ-RSTVW\($0)" }, next: .dashboard)),
    Sample(
      "confirm",
      ConfirmPage(
        action: .approval("apr_1").appending("approve"), fields: [("reason", "a\"b<c>")],
        back: .approval("apr_1"), asksCode: false, mustRetype: false, refusal: nil)),
    Sample(
      "confirm-code",
      ConfirmPage(
        action: .account.appending("confirm"), fields: [], back: .account, asksCode: true, mustRetype: true,
        refusal: .wrong)),
    Sample("account", accountPage(since: nil, isRequired: false)),
    Sample("account-factor", accountPage(since: Faked.ago(days: 40), isRequired: false)),
    Sample(
      "account-weak", accountPage(since: Faked.ago(days: 40), isRequired: true, fault: .passwordWeak)),
  ]

  private static let enrolment = FactorEnrolment(
    secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    address: "otpauth://totp/Tongbao:chief?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tongbao"
      + "&algorithm=SHA1&digits=6&period=30")

  private static func accountPage(
    since: ShownTime?, isRequired: Bool, fault: AccountPage.Fault? = nil
  ) -> AccountPage {
    AccountPage(
      link: .account, login: "chief", factorSince: since, recoveryCodesLeft: since == nil ? 0 : 9,
      isFactorRequired: isRequired,
      sessions: (0..<3).map { index in
        AccountPage.Line(
          id: "ses_\(index)", openedAt: Faked.ago(days: Int64(index)), seenAt: Faked.ago(minutes: 4),
          address: "192.0.2.\(index)", agent: index == 2 ? "" : "Mozilla/5.0 (X11; <Linux> x86_64)",
          isThis: index == 0)
      }, fault: fault)
  }
}
