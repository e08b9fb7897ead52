import Testing

@testable import Consoles

@Suite struct MarkupTests {
  @Test func `text and attribute values are escaped, markup from the source is not`() {
    let node = div(.hint("a\"b<c>'&")) {
      "<b>&\u{0}\u{B}"
      Node.raw("<i>kept</i>")
    }
    #expect(
      Markup.fragment(node)
        == "<div title=\"a&quot;b&lt;c&gt;&#39;&amp;\">&lt;b&gt;&amp;\u{FFFD}\u{FFFD}<i>kept</i></div>")
  }

  @Test func `elements close as XML wants them, also empty ones`() {
    let node = Node {
      br()
      input(.required)
      span()
    }
    #expect(Markup.fragment(node) == "<br /><input required=\"required\" /><span></span>")
  }

  @Test func `a builder takes conditions, loops and choices`() {
    func list(_ numbers: [Int], note: String?) -> String {
      Markup.fragment(
        ul {
          for number in numbers {
            if number > 1 { li { String(number) } } else { li(.class("one")) {} }
          }
          if let note { li { note } }
        })
    }
    #expect(list([1, 2], note: nil) == "<ul><li class=\"one\"></li><li>2</li></ul>")
    #expect(list([], note: "x") == "<ul><li>x</li></ul>")
  }

  @Test func `a document begins with its type`() {
    #expect(String(decoding: Markup.document(html()), as: UTF8.self) == "<!DOCTYPE html>\n<html></html>")
  }

  @Test(arguments: [
    ("/operator", true), ("/", true), ("/a?b=c#d", true), ("", false), ("operator", false),
    ("//evil.example", false),
    ("/\\evil.example", false), ("javascript:alert(1)", false), ("https://evil.example", false),
    ("/a b", false),
    ("/a\nb", false),
  ])
  func `only a path of this site is taken from a request`(_ text: String, _ isTaken: Bool) {
    #expect((Link(local: text) != nil) == isTaken)
  }

  @Test(arguments: [
    ("https://a.example/b", true), ("http://a.example", false), ("https://", false),
    ("data:text/html,x", false),
  ])
  func `only https leads outside`(_ text: String, _ isTaken: Bool) {
    #expect((Link(https: text) != nil) == isTaken)
  }

  @Test func `segments and queries are encoded`() {
    #expect(Link.member("a/b?c d").text == "/operator/members/a%2Fb%3Fc%20d")
    #expect(
      Link.members.query([("q", "a&b=\u{5F20}"), ("empty", "")]).text
        == "/operator/members?q=a%26b%3D%E5%BC%A0")
  }
}
