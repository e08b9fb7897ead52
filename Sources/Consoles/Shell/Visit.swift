/// Who looks at a page, in which words, and what has to be said to them on it.
struct Visit: Sendable {
  let words: Words
  let assets: AssetLinks
  /// This page's own address, where the language switch comes back to.
  var path: Link
  var environment: Environment = .live
  var person: Person?
  /// Set in a merchant's console: what stands around its pages.
  var desk: DeskShell?
  /// Written into every form that changes something; nil before sign-in.
  var formToken: String?
  var notices: [Notice] = []
  /// How the person likes the list that they look at; nil on other pages.
  var shelf: Shelf?
  /// What is announced to whoever looks, and where all of it is.
  var announcements: [ShownAnnouncement] = []
  var announcementBase: Link = .siteNews
  /// Whether the person asked for larger letters on this device.
  var isLargeType = false

  /// Which data the person works on; anything but live is striped at the top of the page.
  enum Environment: String, Sendable { case live, sandbox, demo }

  struct Person: Sendable {
    let name: String
    let role: String
  }

  /// A message carried over a redirect, such as "signed out".
  struct Notice: Sendable {
    enum Tone: Sendable { case good, bad }

    let tone: Tone
    let text: String
  }
}
