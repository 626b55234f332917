#include "ingest/language/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

struct ClassName {
  std::string_view name;
  uint64_t classes;
};
// Rows of words.tsv that only say what a word is.
constexpr auto kClassNames = std::to_array<ClassName>({
    {"modal", kModal},
    {"be", kBe},
    {"have", kHave},
    {"do", kDo},
    {"negation", kNegation},
    {"determiner", kDeterminer},
    {"pronoun", kPronoun},
    {"aim", kAim},
    {"demonstrative", kDemonstrative},
    {"possessive", kPossessive | kDeterminer},
    {"preposition", kPreposition},
    {"conjunction", kConjunction},
    {"subordinator", kSubordinator},
    {"relative", kRelative},
    {"adverb", kAdverb},
    {"fronting", kFronting},
    {"reporting", kReporting},
    {"hedge", kHedge},
    {"stative", kStative},
    {"imperative-none", kNoImperative},
    {"organisation", kOrganisation},
    {"no-modifier", kNoModifier},
    {"group", kGroup},
    {"venue-noun", kVenueNoun},
    {"document-noun", kDocumentNoun},
    {"established", kEstablished},
    {"needs-of", kNeedsOf},
    {"generic", kGeneric},
    {"takes-of", kTakesOf},
    {"takes-participle", kTakesParticiple},
    {"no-singular", kBareModifier},
    {"no-actor", kNoActor},
    {"adjective", kAdjective},
    {"says-which", kSaysWhich},
    {"trait", kTrait},
    {"mass", kMass},
    {"takes-field", kTakesField},
    {"deliberate", kDeliberate},
    {"abbreviation", kAbbreviation},
    {"closing-abbreviation", kClosingAbbreviation},
    {"amending", kAmending},
    {"remark", kRemark},
    {"takes-that", kTakesThat},
    {"rightful", kRightful},
    {"distributive", kDistributive},
    {"foreseeing", kForeseeing},
    {"empowering", kEmpowering},
});

constexpr auto kModalities = std::to_array<std::pair<std::string_view, Modality>>({
    {"obligation", Modality::kObligation},
    {"prohibition", Modality::kProhibition},
    {"recommendation", Modality::kRecommendation},
    {"encouragement", Modality::kEncouragement},
    {"permission", Modality::kPermission},
    {"commitment", Modality::kCommitment},
});
using Form = ModalityCue::Form;
constexpr auto kForms = std::to_array<std::pair<std::string_view, Form>>({
    {"modal", Form::kModal},
    {"semi", Form::kSemi},
    {"participle", Form::kParticiple},
    {"impersonal", Form::kImpersonal},
    {"commissive", Form::kCommissive},
    {"performative", Form::kPerformative},
});

template <typename Pairs>
auto Find(const Pairs& pairs, std::string_view name) -> decltype(&pairs[0].second) {
  for (const auto& [key, value] : pairs) {
    if (key == name) return &value;
  }
  return nullptr;
}

bool EndsIn(std::string_view word, std::string_view letters) {
  return !word.empty() && letters.find(word.back()) != std::string_view::npos;
}

// The regular forms of an English verb, both spellings where a final consonant may double: a form that
// nobody writes does no harm.
void AddVerb(std::string_view base, uint64_t extra, Vocabulary* vocabulary) {
  const std::string verb(base);
  vocabulary->Add(verb, kVerbBase | extra);
  const bool e = EndsIn(verb, "e");
  const bool y = EndsIn(verb, "y") && verb.size() > 2 && !EndsIn(verb.substr(0, verb.size() - 1), "aeiou");
  const std::string stem = verb.substr(0, verb.size() - 1);
  const bool sibilant = EndsIn(verb, "sxz") || verb.ends_with("ch") || verb.ends_with("sh") || verb == "do" ||
                        verb == "go" || verb == "undergo";
  vocabulary->Add(y ? stem + "ies" : sibilant ? verb + "es" : verb + "s", kVerbThird | extra);
  vocabulary->Add(y ? stem + "ied" : e ? verb + "d" : verb + "ed", kVerbPast);
  vocabulary->Add(e && !verb.ends_with("ee") ? stem + "ing" : verb + "ing", kVerbIng);
  if (!e && !y && verb.size() > 2 && !EndsIn(verb, "aeiouwxy") && EndsIn(stem, "aeiou")) {
    vocabulary->Add(verb + verb.back() + "ed", kVerbPast);
    vocabulary->Add(verb + verb.back() + "ing", kVerbIng);
  }
}

// British and American letters of words in names of bodies, and what writers mix up: "Organisation",
// "Centre", "Telecommunications". One word at a time, and all of them in the one or the other manner.
std::vector<std::string> SpellingVariants(std::string_view name) {
  struct Pair {
    std::string_view british, american;
  };
  static constexpr auto kEndings = std::to_array<Pair>({{"isation", "ization"}, {"isations", "izations"}});
  static constexpr auto kWords = std::to_array<Pair>({{"Programme", "Program"},
                                                      {"Centre", "Center"},
                                                      {"Defence", "Defense"},
                                                      {"Labour", "Labor"},
                                                      {"Co-operation", "Cooperation"},
                                                      {"Organised", "Organized"},
                                                      {"Customs", "Custom"}});
  const std::vector<std::string_view> words = Split(name, ' ');
  const auto spell = [](std::string_view word, bool british) {
    for (const Pair& pair : kEndings) {
      const std::string_view from = british ? pair.american : pair.british,
                             to = british ? pair.british : pair.american;
      if (word.size() > from.size() && word.ends_with(from))
        return std::string(word.substr(0, word.size() - from.size())) + std::string(to);
    }
    for (const Pair& pair : kWords) {
      if (word == (british ? pair.american : pair.british))
        return std::string(british ? pair.british : pair.american);
    }
    return std::string(word);
  };
  std::vector<std::string> variants;
  const auto add = [&](std::string variant) {
    if (variant != name && std::ranges::find(variants, variant) == variants.end())
      variants.push_back(std::move(variant));
  };
  const auto join = [&](const auto& word_at) {
    std::string joined;
    for (size_t i = 0; i < words.size(); ++i) joined += (i == 0 ? "" : " ") + word_at(i);
    return joined;
  };
  for (const bool british : {true, false}) {
    add(join([&](size_t i) { return spell(words[i], british); }));
    for (size_t one = 0; one < words.size(); ++one)
      add(join([&](size_t i) { return i == one ? spell(words[i], british) : std::string(words[i]); }));
  }
  // A plural for a singular in front of the noun, or the other way: "International Telecommunications Union".
  constexpr size_t kLongWord = 8;
  for (size_t one = 0; one + 1 < words.size(); ++one) {
    const std::string_view word = words[one];
    if (word.size() < kLongWord || word[0] < 'A' || word[0] > 'Z' || EndsIn(word, "y,")) continue;
    if (words[one + 1] == "of" || words[one + 1] == "for" || words[one + 1] == "on" || words[one + 1] == "to")
      continue;
    if (word.ends_with("al") || word.ends_with("an") || word.ends_with("ic") || word.ends_with("ive"))
      continue;
    add(join([&](size_t i) {
      if (i != one) return std::string(words[i]);
      return word.ends_with('s') ? std::string(word.substr(0, word.size() - 1)) : std::string(word) + "s";
    }));
  }
  // "Economic Co-operation & Development"
  const size_t variants_so_far = variants.size();
  for (size_t v = 0; v <= variants_so_far; ++v) {
    std::string with(v == variants_so_far ? std::string(name) : variants[v]);
    const size_t at = with.find(" and ");
    if (at != std::string::npos) add(with.replace(at, 5, " & "));
  }
  return variants;
}

class LexiconBuilder {
 public:
  explicit LexiconBuilder(Lexicon* lexicon) : lexicon_(*lexicon) {}

  // The words of a phrase, entered into the vocabulary.
  std::vector<WordId> Words(std::string_view phrase) {
    tokens_.clear();
    Tokenize(phrase, {0, static_cast<uint32_t>(phrase.size())}, lexicon_.vocabulary, &tokens_);
    std::vector<WordId> words;
    for (const Token& token : tokens_) {
      std::string lower = FoldCase(phrase.substr(token.start, token.end - token.start));
      if (token.shape == TokenShape::kMark) lower.assign(1, token.mark);
      for (size_t i = lower.find("\xE2\x80\x99"); i != std::string::npos; i = lower.find("\xE2\x80\x99"))
        lower.replace(i, 3, "'");
      words.push_back(lexicon_.vocabulary.Add(lower));
    }
    return words;
  }

  // The rows of one language.
  Result<void> AddWords(const Facts& facts, std::string_view language) {
    if (auto added = AddCues(facts, language); !added) return added;
    for (const WordFact& fact : facts.words()) {
      if (fact.language != language) continue;
      for (const std::string& word : fact.words) {
        if (AddRow(fact.word_class, Trim(word))) continue;
        Error error{ErrorCode::kInvalid,
                    fmt::format("unknown class of words '{}'", fact.word_class),
                    "words.tsv",
                    fact.line,
                    0,
                    0};
        return tl::unexpected(std::move(error));
      }
    }
    return {};
  }

  void AddFacts(const Facts& facts) {
    for (uint32_t i = 0; i < facts.forums().size(); ++i) {
      const ForumFact& forum = facts.forums()[i];
      AddForum(i, forum.name, ForumName::Form::kName);
      AddForum(i, forum.acronym, ForumName::Form::kAcronym);
      for (const std::string& alias : forum.aliases) AddForum(i, alias, ForumName::Form::kAlias);
    }
    for (const ActorFact& actor : facts.actors()) {
      const bool role = actor.id.starts_with("role:");
      ActorName entry{actor.id, actor.name, actor.role, !role};
      if (!role) AddActor(actor.name, entry);
      if (!role && !actor.acronym.empty()) AddActor(actor.acronym, entry);
      for (const std::string& alias : actor.aliases) AddActor(alias, entry);
    }
  }

  void AddActor(std::string_view phrase, const ActorName& entry) {
    const std::vector<WordId> words = Words(phrase);
    lexicon_.actors.Add(words, static_cast<uint32_t>(lexicon_.actor_list.size()));
    lexicon_.actor_list.push_back(entry);
    if (entry.proper) lexicon_.actor_list.back().name = phrase;
  }

 private:
  Result<void> AddCues(const Facts& facts, std::string_view language) {
    for (const ModalityFact& fact : facts.modality()) {
      if (fact.language != language) continue;
      const Form* form = Find(kForms, fact.form);
      const Modality* modality = Find(kModalities, fact.modality);
      if (form == nullptr || modality == nullptr) {
        const std::string wrong = form == nullptr ? fmt::format("unknown form of cues '{}'", fact.form)
                                                  : fmt::format("unknown modality '{}'", fact.modality);
        return tl::unexpected(Error{ErrorCode::kInvalid, wrong, "modality.tsv", fact.line, 0, 0});
      }
      for (const std::string& cue : fact.cues) {
        lexicon_.cues.Add(Words(Trim(cue)), static_cast<uint32_t>(lexicon_.cue_list.size()));
        lexicon_.cue_list.push_back({*form, *modality});
      }
    }
    return {};
  }

  void AddForum(uint32_t forum, const std::string& text, ForumName::Form form) {
    // "G8 (1997-2014)", "BSI (DE)": what stands in parentheses is a note.
    const std::string_view name = Trim(std::string_view(text).substr(0, text.find(" (")));
    if (name.empty()) return;
    AddForumSpelling(forum, text, std::string(name), form);
    if (form != ForumName::Form::kAcronym && name.find(' ') != std::string_view::npos) {
      for (const std::string& spelling : SpellingVariants(name))
        AddForumSpelling(forum, text, spelling, form);
    }
    // "AI" and "Artificial Intelligence" stand for one another in names.
    std::string variant(name);
    if (const size_t at = variant.find("Artificial Intelligence"); at != std::string::npos) {
      AddForumSpelling(forum, text, variant.replace(at, 23, "AI"), form);
    } else if (const size_t ai = (' ' + variant + ' ').find(" AI ");
               ai != std::string::npos && form != ForumName::Form::kAcronym) {
      AddForumSpelling(forum, text, variant.replace(ai, 2, "Artificial Intelligence"), form);
    }
  }

  void AddForumSpelling(uint32_t forum, const std::string& entry, const std::string& text,
                        ForumName::Form form) {
    const std::vector<WordId> words = Words(text);
    ForumName name{forum, form, entry, text, {}};
    for (const Token& token : tokens_) name.capital.push_back(token.StartsUpper());
    lexicon_.forums.Add(words, static_cast<uint32_t>(lexicon_.forum_list.size()));
    lexicon_.forum_list.push_back(std::move(name));
  }

  void AddPhrase(PhraseTable* table, std::string_view phrase) { table->Add(Words(phrase), 0); }

  bool AddRow(std::string_view row_class, std::string_view word) {
    if (word.empty()) return true;
    Vocabulary& vocabulary = lexicon_.vocabulary;
    if (row_class == "verb") return AddVerb(word, 0, &vocabulary), true;
    if (row_class == "verb-noun") return AddVerb(word, kVerbOrNoun, &vocabulary), true;
    if (row_class == "irregular") {
      const auto forms = Split(word, '/');
      for (size_t i = 1; i < forms.size(); ++i) {
        if (forms[i] != forms[0]) vocabulary.Add(forms[i], kVerbPast);
      }
      // "set", "put", "read": one form for all.
      if (forms.size() > 1 && forms[1] == forms[0]) vocabulary.Add(forms[0], kVerbPast);
      return true;
    }
    for (const ClassName& known : kClassNames) {
      if (row_class != known.name) continue;
      vocabulary.Add(word, known.classes);
      return true;
    }
    if (row_class == "descriptive") return AddPhrase(&lexicon_.descriptive, word), true;
    if (row_class == "connective") return AddPhrase(&lexicon_.connectives, word), true;
    if (row_class == "motive") return AddPhrase(&lexicon_.motives, word), true;
    if (row_class == "adverbial") return AddPhrase(&lexicon_.adverbials, word), true;
    if (row_class == "silent-heading") return AddPhrase(&lexicon_.silent_headings, word), true;
    if (row_class == "treaty-body") return AddPhrase(&lexicon_.treaty_bodies, word), true;
    if (row_class == "infinitive-ending") return lexicon_.infinitive_endings.emplace_back(word), true;
    if (row_class == "relation-venue") return AddPhrase(&lexicon_.venues, word), true;
    if (row_class == "relation-partner") return AddPhrase(&lexicon_.partners, word), true;
    if (row_class == "relation-object") return AddPhrase(&lexicon_.objects, word), true;
    if (row_class == "relation-host") return AddPhrase(&lexicon_.hosts, word), true;
    if (row_class == "relation-issuer") return AddPhrase(&lexicon_.issuers, word), true;
    if (row_class == "relation-other") return AddPhrase(&lexicon_.plain, word), true;
    if (row_class.starts_with("role-")) {
      // "role-none": looks like a role and names nobody.
      const std::string role(row_class == "role-none" ? std::string_view() : row_class.substr(5));
      AddActor(word, {"role:" + role, role, role, false});
      return true;
    }
    return false;
  }

  Lexicon& lexicon_;
  std::vector<Token> tokens_;
};

}  // namespace

Result<std::unique_ptr<Lexicon>> Lexicon::Create(std::shared_ptr<const Facts> facts) {
  auto lexicon = std::make_unique<Lexicon>();
  lexicon->facts = std::move(facts);
  lexicon->document_names = std::make_unique<DocumentNames>(*lexicon->facts);
  LexiconBuilder builder(lexicon.get());
  builder.AddFacts(*lexicon->facts);
  if (auto added = builder.AddWords(*lexicon->facts, "en"); !added) return tl::unexpected(added.error());
  const Vocabulary& vocabulary = lexicon->vocabulary;
  lexicon->of = vocabulary.Find("of");
  lexicon->to = vocabulary.Find("to");
  lexicon->the = vocabulary.Find("the");
  lexicon->and_word = vocabulary.Find("and");
  lexicon->other = vocabulary.Find("other");
  lexicon->all = vocabulary.Find("all");
  lexicon->general = vocabulary.Find("general");
  lexicon->public_word = vocabulary.Find("public");
  lexicon->chief = vocabulary.Find("chief");
  return lexicon;
}

Result<std::unique_ptr<OtherLexicons>> OtherLexicons::Create(const Facts& facts) {
  auto others = std::make_unique<OtherLexicons>();
  for (const WordFact& fact : facts.words()) {
    if (fact.language == "en" || others->by_language_.contains(fact.language)) continue;
    auto lexicon = std::make_unique<Lexicon>();
    if (auto added = LexiconBuilder(lexicon.get()).AddWords(facts, fact.language); !added)
      return tl::unexpected(added.error());
    others->by_language_.emplace(fact.language, std::move(lexicon));
  }
  return others;
}

const Lexicon* OtherLexicons::For(std::string_view language) const {
  const auto found = by_language_.find(language.substr(0, language.find('-')));
  return found == by_language_.end() ? nullptr : found->second.get();
}

}  // namespace concord
