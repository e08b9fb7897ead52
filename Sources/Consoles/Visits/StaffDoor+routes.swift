import HTTPTypes
import Hummingbird

/// A page or form of a face: how it is asked for, and what answers.
typealias FaceRoute = (
  method: HTTPRequest.Method, path: RouterPath, answer: @Sendable (Asked) async throws -> Response
)

extension StaffDoor {
  /// Coming in, going, and one's own account.
  var routes: [FaceRoute] {
    func path(_ rest: String) -> RouterPath { RouterPath(String(home.text.dropFirst()) + "/" + rest) }
    return [
      (.get, path("sign-in"), signInPage), (.post, path("sign-in"), signIn),
      (.get, path("sign-in/code"), codePage), (.post, path("sign-in/code"), enterCode),
      (.get, path("sign-in/factor"), enrolPage), (.post, path("sign-in/factor"), enrol),
      (.post, path("sign-out"), signOut), (.post, path("confirm"), confirm),
      (.get, path("account"), account), (.post, path("account/password"), changePassword),
      (.post, path("account/factor"), beginFactor), (.post, path("account/factor/confirm"), confirmFactor),
      (.post, path("account/factor/remove"), removeFactor),
      (.post, path("account/recovery"), renewRecoveryCodes),
      (.post, path("account/sessions/end-others"), endOtherSessions),
      (.post, path("account/sessions/:id/end"), endOwnSession),
      (.get, path("news"), news), (.post, path("news/dismiss"), dismissNews),
    ]
  }
}
