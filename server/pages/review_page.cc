// The review queue: one pair a page. Without --allow-write it can only be looked at.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/parameter.h"
#include "base/text.h"
#include "server/pages/answer_table.h"
#include "server/pages/item_pair.h"
#include "server/pages/page.h"
#include "server/pages/pickers.h"
#include "server/write_access.h"

namespace concord {
namespace {

struct Key {
  Verdict verdict;
  std::string_view key, title;
};
constexpr auto kKeys = std::to_array<Key>({
    {Verdict::kEqual, "=", "equal"},
    {Verdict::kSubset, "<", "A lies within B"},
    {Verdict::kSuperset, ">", "A contains B"},
    {Verdict::kIntersects, "&", "they intersect"},
    {Verdict::kNoRelationship, "0", "no relationship"},
    {Verdict::kRejected, "r", "reject"},
    {Verdict::kNoCounterpart, "x", "A has no counterpart"},
});

HttpResponse Redirect(const std::string& address) {
  HttpResponse response;
  response.status = 303;
  // Addresses are made for attributes; a header takes them plain.
  std::string plain = address;
  for (size_t at = plain.find("&amp;"); at != std::string::npos; at = plain.find("&amp;", at + 1))
    plain.replace(at, 5, "&");
  response.headers.emplace_back("Location", plain);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

std::string FormToken(const WriteAccess::Session& session) {
  return fmt::format("<input type=\"hidden\" name=\"form-token\" value=\"{}\">\n", Html(session.form_token));
}

std::string Hidden(std::string_view name, std::string_view value) {
  return fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name, Html(value));
}

// What the reviewer has decided and which pair comes next.
struct Queue {
  ReviewPairs pairs;
  Review review;
  const ReviewCase& of;

  const Decision* DecisionOf(size_t place) const {
    const std::string& subject = of.a.items[pairs.pairs[place].subject].id;
    const Decision* decision = review.Find(subject, of.b.items[pairs.pairs[place].object].id);
    return decision != nullptr ? decision : review.Find(subject, "");
  }
  size_t NextOpen(size_t from) const {
    while (from < pairs.pairs.size() && DecisionOf(from) != nullptr) ++from;
    return from;
  }
  // The place of a pair; as many as there are when it is none of them.
  size_t PlaceOf(std::string_view subject, std::string_view object) const {
    size_t place = 0;
    while (place < pairs.pairs.size() && (of.a.items[pairs.pairs[place].subject].id != subject ||
                                          of.b.items[pairs.pairs[place].object].id != object))
      ++place;
    return place;
  }
  const std::string& Subject(size_t place) const { return of.a.items[pairs.pairs[place].subject].id; }
  const std::string& Object(size_t place) const { return of.b.items[pairs.pairs[place].object].id; }
};

Result<Queue> ReadQueue(const Visit& visit, const ReviewCase& of, std::string_view reviewer) {
  Queue queue{of.pairs, Review::OfNobody(of.a, of.b), of};
  if (!reviewer.empty()) {
    auto review = Review::Load(visit.snapshot, of.a, of.b, reviewer);
    if (!review) return tl::unexpected(review.error());
    queue.review = *std::move(review);
  }
  AddDecided(queue.review, 5, &queue.pairs);
  return queue;
}

std::string SignIn(const Visit& visit, std::string_view problem) {
  if (!visit.access.allowed()) {
    return "<p class=\"note\">This server only reads. Decisions need <code>concord serve "
           "--allow-write</code>, or <code>concord "
           "review</code> on the terminal.</p>\n";
  }
  return fmt::format(
      "<form class=\"ask\" method=\"post\" action=\"/review\">{}{}<input type=\"hidden\" name=\"action\" "
      "value=\"sign-in\">\n"
      "{}<label class=\"wide\">Your name<input name=\"reviewer\" required "
      "autocomplete=\"name\"></label><label class=\"wide\">Token that "
      "the server "
      "printed<input name=\"token\" type=\"password\" required autocomplete=\"off\"></label><button>Begin to "
      "decide</button></form>\n",
      Hidden("a", visit.Parameter("a")), Hidden("b", visit.Parameter("b")),
      problem.empty() ? "" : fmt::format("<p class=\"problem\" role=\"alert\">{}</p>\n", Html(problem)));
}

std::string Side(const Item& item, const std::string& marked, std::string_view side) {
  return fmt::format(
      "<article><h2>{} <a class=\"key\" href=\"{}\">{}</a></h2>{}<p class=\"prose\">{}</p></article>\n", side,
      NodeAddress(item.id), Html(item.id),
      item.path.empty() ? "" : fmt::format("<p class=\"faint\">{}</p>", Html(item.path)), marked);
}

std::string WordsOf(const Item& item) {
  if (item.text.empty()) return item.title;
  return item.title.empty() || item.text.starts_with(item.title) ? item.text : item.title + "\n" + item.text;
}

std::string Buttons(const Queue& queue, size_t place, const WriteAccess::Session& session,
                    const Visit& visit) {
  const Decision* decision = queue.DecisionOf(place);
  std::string buttons = "<form class=\"decide\" method=\"post\" action=\"/review\" data-keys>\n" +
                        FormToken(session) + Hidden("a", visit.Parameter("a")) +
                        Hidden("b", visit.Parameter("b")) + Hidden("subject", queue.Subject(place)) +
                        Hidden("object", queue.Object(place)) + Hidden("action", "decide");
  buttons += "<label class=\"wide\">Note<input name=\"note\" value=\"" +
             Html(decision == nullptr ? "" : decision->note) + "\"></label>\n<div class=\"buttons\">";
  for (const Key& key : kKeys) {
    const bool holds = decision != nullptr && decision->verdict == key.verdict;
    buttons += fmt::format(
        "<button name=\"verdict\" value=\"{}\" data-key=\"{}\"{}>{} <kbd>{}</kbd></button>\n",
        VerdictName(key.verdict), Html(key.key),
        holds ? " class=\"holds\" aria-pressed=\"true\"" : " class=\"second\"", key.title, Html(key.key));
  }
  if (decision != nullptr)
    buttons +=
        "<button class=\"second\" name=\"verdict\" value=\"withdrawn\" data-key=\"w\">withdraw "
        "<kbd>w</kbd></button>\n";
  return buttons + "</div></form>\n";
}

std::string Moves(const Queue& queue, size_t place, const Visit& visit) {
  std::string moves;
  const auto link = [&](size_t to, std::string_view title, std::string_view key) {
    moves += fmt::format("<a href=\"{}\" data-key=\"{}\">{} <kbd>{}</kbd></a> ",
                         Href("/review", {{"a", visit.Parameter("a")},
                                          {"b", visit.Parameter("b")},
                                          {"subject", queue.Subject(to)},
                                          {"object", queue.Object(to)}}),
                         key, title, key);
  };
  if (place > 0) link(place - 1, "Back", "b");
  const size_t next = queue.NextOpen(place + 1);
  if (next < queue.pairs.pairs.size()) link(next, "Skip", "s");
  return "<nav class=\"pager\" aria-label=\"Pairs\">" + moves + "</nav>\n";
}

std::string Undo(const Visit& visit, const WriteAccess::Session& session) {
  const std::string_view subject = visit.Parameter("last-subject"), object = visit.Parameter("last-object");
  if (subject.empty()) return {};
  return fmt::format(
      "<form class=\"undo\" method=\"post\" action=\"/review\" data-keys>{}{}{}{}{}{}<p>Kept: {} {} {}. "
      "<button class=\"second\" "
      "name=\"verdict\" value=\"withdrawn\" data-key=\"u\">Undo <kbd>u</kbd></button></p></form>\n",
      FormToken(session), Hidden("a", visit.Parameter("a")), Hidden("b", visit.Parameter("b")),
      Hidden("subject", subject), Hidden("object", object), Hidden("action", "undo"), Html(subject),
      Html(visit.Parameter("last")), Html(object));
}

// The words in common are marked in the texts.
std::string ReasonOf(const ReviewPair& pair) {
  const std::string basis = pair.basis == "lexical" ? "words in common"
                            : pair.basis.empty()    ? "decided before"
                                                    : pair.basis;
  return pair.confidence ? fmt::format("{}, confidence {:.2f}", basis, *pair.confidence) : basis;
}

std::string Pair(const Queue& queue, size_t place, const Visit& visit,
                 const std::optional<WriteAccess::Session>& session) {
  const ReviewPair& pair = queue.pairs.pairs[place];
  const Item &subject = queue.of.a.items[pair.subject], &object = queue.of.b.items[pair.object];
  const MarkedTexts marked = MarkCommonWords(WordsOf(subject), WordsOf(object));
  std::string html = fmt::format("<p class=\"lead\">Pair {} of {}. Why it is here: {}{}</p>\n", place + 1,
                                 queue.pairs.pairs.size(), Html(ReasonOf(pair)),
                                 pair.relation.empty() ? "" : Html(", " + pair.relation));
  html += "<div class=\"columns pair\">\n" + Side(subject, marked.first, "A") +
          Side(object, marked.second, "B") + "</div>\n";
  std::string stated;
  const auto [first, behind] = queue.pairs.stated.equal_range(pair.subject);
  for (auto at = first; at != behind; ++at) stated += "<li>" + Html(at->second) + "</li>";
  if (!stated.empty()) html += "<p>Stated of A already:</p><ul>" + stated + "</ul>\n";
  if (const Decision* decision = queue.DecisionOf(place); decision != nullptr)
    html += fmt::format("<p class=\"good\">You decided: {}</p>\n", VerdictName(decision->verdict));
  if (session) html += Buttons(queue, place, *session, visit);
  return html + Moves(queue, place, visit);
}

std::string AgreementHtml(const std::vector<ReviewAgreement>& agreements) {
  std::string rows;
  for (const ReviewAgreement& one : agreements) {
    rows += fmt::format(
        "<tr><td>{}</td><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td "
        "class=\"number\">{}</td></tr>\n",
        Html(one.first), Html(one.second), one.both, one.same,
        one.both == 0 ? "" : fmt::format("{} %", 100 * one.same / one.both));
  }
  if (rows.empty()) return {};
  return "<section><h2>Do reviewers agree?</h2>\n<table class=\"rows\"><thead><tr><th "
         "scope=\"col\">Reviewer</th><th "
         "scope=\"col\">Reviewer</th><th scope=\"col\" class=\"number\">Both decided</th><th scope=\"col\" "
         "class=\"number\">Alike</th><th "
         "scope=\"col\" class=\"number\">Share</th></tr></thead><tbody>\n" +
         rows + "</tbody></table></section>\n";
}

std::string Picker(const Visit& visit) {
  const auto field = [&](std::string_view name, std::string_view title) {
    return fmt::format(
        "<label class=\"wide\">{}<input name=\"{}\" list=\"frameworks\" required value=\"{}\"></label>\n",
        title, name, Html(visit.Parameter(name)));
  };
  return "<form class=\"ask\" action=\"/review\">\n" + field("a", "Framework whose items are looked at") +
         field("b", "Framework in which counterparts are looked for") +
         "<button>Open the queue</button></form>\n";
}

HttpResponse Page(std::string main, int status = 200) {
  HttpResponse response =
      HtmlPage("Review", "/review", "<h1>Review suggested mappings</h1>\n" + std::move(main));
  response.status = status;
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

HttpResponse ShowQueue(const Visit& visit, const std::optional<WriteAccess::Session>& session,
                       std::string_view problem, int status) {
  const std::string a(visit.Parameter("a")), b(visit.Parameter("b"));
  std::string main = Picker(visit);
  if (const auto frameworks = visit.Ask("frameworks", {}); frameworks) main += FrameworkList(**frameworks);
  if (!session) main += SignIn(visit, problem);
  if (session) {
    main += fmt::format(
        "<form class=\"undo\" method=\"post\" action=\"/review\">{}{}<p>You decide as <strong>{}</strong>. "
        "<button "
        "class=\"second\">Sign out</button></p></form>\n",
        FormToken(*session), Hidden("action", "sign-out"), Html(session->reviewer));
    if (!problem.empty()) main += fmt::format("<p class=\"problem\" role=\"alert\">{}</p>\n", Html(problem));
  }
  if (a.empty() || b.empty()) return Page(main, status);
  const auto of = visit.desk.CaseOf(visit.state, visit.snapshot, &visit.answers, a, b);
  if (!of) return Page(main + ProblemHtml(of.error()), of.error().code == ErrorCode::kNotFound ? 404 : 400);
  const auto queue = ReadQueue(visit, **of, session ? session->reviewer : "");
  if (!queue) return Page(main + ProblemHtml(queue.error()), 500);
  size_t place = queue->PlaceOf(visit.Parameter("subject"), visit.Parameter("object"));
  if (place == queue->pairs.pairs.size()) {
    const size_t last = queue->PlaceOf(visit.Parameter("last-subject"), visit.Parameter("last-object"));
    place = queue->NextOpen(last == queue->pairs.pairs.size() ? 0 : last + 1);
    if (place == queue->pairs.pairs.size()) place = queue->NextOpen(0);
  }
  if (session) main += Undo(visit, *session);
  if (queue->pairs.pairs.empty()) {
    main += "<p class=\"empty\">Nothing is suggested or inferred between the two.</p>\n";
  } else if (place == queue->pairs.pairs.size()) {
    main += "<p class=\"good\">Every pair is decided.</p>\n";
  } else {
    main += Pair(*queue, place, visit, session);
  }
  main += AgreementHtml(ReviewDesk::Agreements(visit.snapshot, **of));
  main += fmt::format("<p><a href=\"{}\">Compare the two frameworks</a></p>\n",
                      Href("/compare", {{"a", a}, {"b", b}}));
  return Page(main, status);
}

}  // namespace

HttpResponse ReviewPage(const Visit& visit) {
  WriteAccess::Session found;
  std::optional<WriteAccess::Session> session;
  if (visit.access.Find(visit.request, &found)) session = found;
  if (visit.request.method != "POST") return ShowQueue(visit, session, "", 200);

  // A form: what it is about stands in its fields.
  const auto fields = FormFields(visit.request);
  const auto field = [&](std::string_view name) {
    const auto at = fields.find(name);
    return at == fields.end() ? std::string() : at->second;
  };
  const std::string a = field("a"), b = field("b"), action = field("action");
  if (!visit.access.allowed()) return ShowQueue(visit, session, "This server only reads.", 403);
  if (action == "sign-in") {
    const std::string reviewer = field("reviewer");
    if (Trim(reviewer).empty()) return ShowQueue(visit, session, "Who decides? A name is needed.", 400);
    WriteAccess::Session fresh;
    if (!visit.access.SignIn(field("token"), Trim(reviewer), &fresh))
      return ShowQueue(visit, session, "This is not the token.", 403);
    HttpResponse response = Redirect(Href("/review", {{"a", a}, {"b", b}}));
    response.headers.emplace_back(
        "Set-Cookie", fmt::format("concord-session={}; HttpOnly; SameSite=Strict; Path=/", fresh.id));
    return response;
  }
  if (!session) return ShowQueue(visit, session, "Sign in first.", 403);
  if (!WriteAccess::IsFormOf(visit.request, *session))
    return ShowQueue(visit, session, "The form did not come from this site.", 403);
  if (action == "sign-out") {
    visit.access.SignOut(*session);
    return Redirect("/review");
  }
  const auto of = visit.desk.CaseOf(visit.state, visit.snapshot, &visit.answers, a, b);
  if (!of) return ShowQueue(visit, session, SpellParameters(of.error().message, Spelling::kHttp), 400);
  const auto queue = ReadQueue(visit, **of, session->reviewer);
  if (!queue) return ShowQueue(visit, session, SpellParameters(queue.error().message, Spelling::kHttp), 500);
  const auto verdict = FindVerdict(field("verdict"));
  const std::string subject = field("subject"), object = field("object");
  const size_t place = queue->PlaceOf(subject, object);
  if (!verdict || place == queue->pairs.pairs.size())
    return ShowQueue(visit, session, "The form lacks a decision, or the pair is gone.", 400);
  const ReviewPair& pair = queue->pairs.pairs[place];
  const Decision* before = queue->DecisionOf(place);
  Decision decision;
  decision.subject = subject;
  const bool of_subject = *verdict == Verdict::kNoCounterpart ||
                          (before != nullptr && *verdict == Verdict::kWithdrawn && before->object.empty());
  if (!of_subject) {
    decision.object = object;
    decision.score = pair.confidence;
    decision.why = before != nullptr && !before->why.empty() ? before->why : WhyOf(pair);
  }
  decision.verdict = *verdict;
  decision.note = field("note");
  decision.date = Today();
  if (const auto done = visit.desk.Decide(&visit.store, **of, session->reviewer, std::move(decision)); !done)
    return ShowQueue(visit, session, done.error().message,
                     done.error().code == ErrorCode::kInvalid ? 400 : 500);
  if (*verdict == Verdict::kWithdrawn)
    return Redirect(Href("/review", {{"a", a}, {"b", b}, {"subject", subject}, {"object", object}}));
  return Redirect(Href("/review", {{"a", a},
                                   {"b", b},
                                   {"last-subject", subject},
                                   {"last-object", object},
                                   {"last", VerdictName(*verdict)}}));
}

}  // namespace concord
