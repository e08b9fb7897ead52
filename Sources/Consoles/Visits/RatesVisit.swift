import Coalition
import Hummingbird

/// The rate board, which everybody may look at.
struct RateBoard: Sendable {
  let faces: Faces
  let coalition: Coalition

  init(_ faces: Faces, _ coalition: Coalition) {
    self.faces = faces
    self.coalition = coalition
  }

  var routes: [FaceRoute] { [(.get, "rates", board)] }

  func board(_ asked: Asked) async throws -> Response {
    let visit = faces.visit(asked.request)
    let rates = try await coalition.exchangeBoard()
    let reader = RateReader(
      coalition: coalition, words: visit.words, programs: try await coalition.exchangePrograms())
    let calculator = reader.calculator({ asked.query[$0] ?? "" }, rates)
    var page = RateBoardPage(rates: rates.compactMap(reader.shown), calculator: calculator)
    page.history = try await reader.history(
      calculator.from, calculator.into)
    return faces.page(page.render(visit))
  }
}
