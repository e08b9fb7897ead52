internal import Storage

/// What a one-time code is good for; one for another purpose does not pass.
package enum CodePurpose: String, CaseIterable, Sendable, SQLScalar {
  case register, proof
  case signIn = "sign_in"
  case contactChange = "contact_change"
}
