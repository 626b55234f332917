// Measures in French, Spanish and German, worked out by hand; and that a language without words is left
// alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <vector>

#include "base/file.h"
#include "ingest/language/language.h"
#include "ingest/readers/reader.h"
#include "tests/environment.h"
#include "tests/ingest/extraction.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;
using testing::MeasuresIn;

TEST(FrenchMeasures, ModalsAndTheirForce) {
  EXPECT_EQ(MeasuresIn("fr", "Le fournisseur doit tenir un registre."),
            (Strings{"obligation [Le fournisseur] Le fournisseur doit tenir un registre"}));
  EXPECT_EQ(MeasuresIn("fr", "Les États membres peuvent fixer un délai."),
            (Strings{"permission [Les États membres] Les États membres peuvent fixer un délai"}));
  EXPECT_EQ(MeasuresIn("fr", "Les ports devraient être éclairés."),
            (Strings{"recommendation Les ports devraient être éclairés"}));
  EXPECT_EQ(MeasuresIn("fr", "Les entreprises sont invitées à publier un plan."),
            (Strings{"encouragement [Les entreprises] Les entreprises sont invitées à publier un plan"}));
  EXPECT_EQ(MeasuresIn("fr", "Les Parties s'engagent à coopérer."),
            (Strings{"commitment [Les Parties] Les Parties s'engagent à coopérer"}));
}

TEST(FrenchMeasures, NegationForbids) {
  EXPECT_EQ(MeasuresIn("fr", "L'exploitant ne peut vendre le phare."),
            (Strings{"prohibition not [L'exploitant] L'exploitant ne peut vendre le phare"}));
  EXPECT_EQ(MeasuresIn("fr", "Aucun fournisseur ne doit éteindre la lampe."),
            (Strings{"prohibition not [Aucun fournisseur] Aucun fournisseur ne doit éteindre la lampe"}));
  EXPECT_EQ(MeasuresIn("fr", "Il est interdit de pêcher dans le port."),
            (Strings{"prohibition not Il est interdit de pêcher dans le port"}));
}

TEST(FrenchMeasures, ModalsOfRelativeClausesAreNone) {
  EXPECT_EQ(MeasuresIn("fr", "Les navires qui peuvent couler doivent porter une bouée."),
            (Strings{"obligation Les navires qui peuvent couler doivent porter une bouée"}));
  EXPECT_EQ(MeasuresIn("fr", "Le quai qui doit être réparé est long."), (Strings{}));
}

TEST(FrenchMeasures, OpeningWordsCarryTheirItems) {
  EXPECT_EQ(MeasuresIn("fr", "Le fournisseur doit :\n- informer le port ;\n- garder les clés."),
            (Strings{"obligation [Le fournisseur] informer le port",
                     "obligation [Le fournisseur] garder les clés"}));
}

TEST(FrenchMeasures, NounsUnderOpeningWordsAreOneMeasure) {
  EXPECT_EQ(MeasuresIn("fr", "Le prix ne peut dépasser :\n- dix écus par navire ;\n- un écu par barque."),
            (Strings{"prohibition not Le prix ne peut dépasser"}));
}

TEST(FrenchMeasures, TwoClausesAreTwo) {
  EXPECT_EQ(MeasuresIn("fr", "Le ministre peut fermer le port, et l'exploitant doit obéir."),
            (Strings{"permission [Le ministre] Le ministre peut fermer le port",
                     "obligation [l'exploitant] l'exploitant doit obéir"}));
}

TEST(GermanMeasures, ModalsAndTheirForce) {
  EXPECT_EQ(MeasuresIn("de", "Der Anbieter muss ein Register führen."),
            (Strings{"obligation [Der Anbieter] Der Anbieter muss ein Register führen"}));
  EXPECT_EQ(MeasuresIn("de", "Die Mitgliedstaaten dürfen eine Frist festlegen."),
            (Strings{"permission [Die Mitgliedstaaten] Die Mitgliedstaaten dürfen eine Frist festlegen"}));
  EXPECT_EQ(MeasuresIn("de", "Die Häfen sollten beleuchtet werden."),
            (Strings{"recommendation Die Häfen sollten beleuchtet werden"}));
  EXPECT_EQ(MeasuresIn("de", "Die Parteien sind verpflichtet, das Licht zu löschen."),
            (Strings{"obligation Die Parteien sind verpflichtet, das Licht zu löschen"}));
}

TEST(GermanMeasures, NegationStandsBehindTheModal) {
  EXPECT_EQ(MeasuresIn("de", "Der Betreiber darf den Leuchtturm nicht verkaufen."),
            (Strings{"prohibition not [Der Betreiber] Der Betreiber darf den Leuchtturm nicht verkaufen"}));
  EXPECT_EQ(MeasuresIn("de", "Der Betreiber darf keine Boote verleihen."),
            (Strings{"prohibition not [Der Betreiber] Der Betreiber darf keine Boote verleihen"}));
  EXPECT_EQ(MeasuresIn("de", "Der Betreiber darf nicht nur Boote verleihen."),
            (Strings{"permission [Der Betreiber] Der Betreiber darf nicht nur Boote verleihen"}));
  EXPECT_EQ(MeasuresIn("de", "Der Betreiber muss die Boote nicht waschen."), (Strings{}));
}

TEST(GermanMeasures, HavingToDoIsADuty) {
  EXPECT_EQ(MeasuresIn("de", "Der Betreiber hat das Boot jedes Jahr zu waschen."),
            (Strings{"obligation [Der Betreiber] Der Betreiber hat das Boot jedes Jahr zu waschen"}));
  EXPECT_EQ(MeasuresIn("de", "Der Verlust eines Bootes ist der Behörde unverzüglich mitzuteilen."),
            (Strings{"obligation Der Verlust eines Bootes ist der Behörde unverzüglich mitzuteilen"}));
  EXPECT_EQ(MeasuresIn("de", "Der Hafen ist alt und hat viele Boote."), (Strings{}));
}

TEST(GermanMeasures, ModalsAtTheEndBelongToSubordinateClauses) {
  EXPECT_EQ(MeasuresIn("de", "Boote, die sinken können, müssen eine Boje tragen."),
            (Strings{"obligation Boote, die sinken können, müssen eine Boje tragen"}));
  EXPECT_EQ(MeasuresIn("de", "Das Ufer, das repariert werden muss, ist lang."), (Strings{}));
}

TEST(GermanMeasures, TheSubjectMayStandBehindTheModal) {
  EXPECT_EQ(MeasuresIn("de", "Bis Montag muss der Anbieter das Boot waschen."),
            (Strings{"obligation [der Anbieter] Bis Montag muss der Anbieter das Boot waschen"}));
}

TEST(GermanMeasures, OpeningWordsCarryTheirItems) {
  EXPECT_EQ(MeasuresIn("de", "Der Anbieter muss:\n- den Hafen unterrichten;\n- die Schlüssel verwahren."),
            (Strings{"obligation [Der Anbieter] den Hafen unterrichten",
                     "obligation [Der Anbieter] die Schlüssel verwahren"}));
}

TEST(SpanishMeasures, ModalsAndTheirForce) {
  EXPECT_EQ(MeasuresIn("es", "El proveedor deberá llevar un registro."),
            (Strings{"obligation [El proveedor] El proveedor deberá llevar un registro"}));
  EXPECT_EQ(MeasuresIn("es", "Los Estados miembros podrán fijar un plazo."),
            (Strings{"permission [Los Estados miembros] Los Estados miembros podrán fijar un plazo"}));
  EXPECT_EQ(MeasuresIn("es", "Las empresas deberían publicar un plan."),
            (Strings{"recommendation [Las empresas] Las empresas deberían publicar un plan"}));
  EXPECT_EQ(MeasuresIn("es", "Las Partes se comprometen a cooperar."),
            (Strings{"commitment [Las Partes] Las Partes se comprometen a cooperar"}));
  EXPECT_EQ(MeasuresIn("es", "Se invita a los puertos a encender las lámparas."),
            (Strings{"encouragement Se invita a los puertos a encender las lámparas"}));
}

TEST(SpanishMeasures, NegationForbids) {
  EXPECT_EQ(MeasuresIn("es", "El operador no podrá vender el faro."),
            (Strings{"prohibition not [El operador] El operador no podrá vender el faro"}));
  EXPECT_EQ(MeasuresIn("es", "Queda prohibido pescar en el puerto."),
            (Strings{"prohibition not Queda prohibido pescar en el puerto"}));
}

TEST(SpanishMeasures, ModalsOfRelativeClausesAreNone) {
  EXPECT_EQ(MeasuresIn("es", "Los barcos que pueden hundirse deben llevar una boya."),
            (Strings{"obligation Los barcos que pueden hundirse deben llevar una boya"}));
}

TEST(SpanishMeasures, NobodyMayIsForbidden) {
  EXPECT_EQ(MeasuresIn("es", "Ningún proveedor podrá apagar la lámpara."),
            (Strings{"prohibition not [Ningún proveedor] Ningún proveedor podrá apagar la lámpara"}));
}

TEST(SpanishMeasures, DutiesInSeveralWords) {
  EXPECT_EQ(
      MeasuresIn("es", "Las autoridades tienen la obligación de publicar un plan."),
      (Strings{"obligation [Las autoridades] Las autoridades tienen la obligación de publicar un plan"}));
  EXPECT_EQ(MeasuresIn("es", "El ministerio ha de informar a los puertos."),
            (Strings{"obligation [El ministerio] El ministerio ha de informar a los puertos"}));
  EXPECT_EQ(MeasuresIn("es", "La empresa está autorizada a abrir el puerto."),
            (Strings{"permission [La empresa] La empresa está autorizada a abrir el puerto"}));
}

TEST(SpanishMeasures, OpeningWordsCarryTheirItems) {
  EXPECT_EQ(MeasuresIn("es", "El proveedor deberá:\n- informar al puerto;\n- guardar las llaves."),
            (Strings{"obligation [El proveedor] informar al puerto",
                     "obligation [El proveedor] guardar las llaves"}));
}

TEST(SpanishMeasures, NounsUnderOpeningWordsAreOneMeasure) {
  EXPECT_EQ(
      MeasuresIn("es", "El precio no podrá superar:\n- diez escudos por barco;\n- un escudo por barca."),
      (Strings{"prohibition not El precio no podrá superar"}));
}

TEST(SpanishMeasures, TwoClausesAreTwo) {
  EXPECT_EQ(MeasuresIn("es", "El ministro puede cerrar el puerto, y el operador debe obedecer."),
            (Strings{"permission [El ministro] El ministro puede cerrar el puerto",
                     "obligation [el operador] el operador debe obedecer"}));
}

TEST(OtherLanguages, AreNeverReadAsEnglish) {
  // "will" is German for "wants", "may" and "must" stand in Finnish and Dutch words.
  EXPECT_EQ(MeasuresIn("de", "Der Betreiber will den Hafen bauen. Die Parties shall act."), (Strings{}));
  EXPECT_EQ(MeasuresIn("fr", "Les parties shall act."), (Strings{}));
}

Document ReadFromCorpus(std::string_view path) {
  const std::string bytes = testing::ReadFileOrDie(testing::SharedDir() / "corpus" / path);
  const ReadLimits limits;
  Result<Document> document = ReadDocument({.path = path, .bytes = bytes, .limits = &limits}, "");
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().ToString());
  if (!document) return {};
  MarkLanguages(&*document);
  return std::move(*document);
}

// A tax treaty in French with an English annex: every French measure holds a modal of the table or hangs on
// opening words, and no block is read by the rules of the other language.
TEST(TranslatedMeasures, AFrenchLawOfTheCorpus) {
  CONCORD_NEED_SHARED();
  const Document document =
      ReadFromCorpus("akn/member-states/eli-etat-leg-loi-2024-05-22-a199-jo-fr-xml.xml");
  EXPECT_EQ(document.metadata.language, "fr");
  const auto has = [](std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [text](std::string_view word) { return text.find(word) != text.npos; });
  };
  size_t french = 0, english = 0;
  for (const Measure& measure : testing::Extract(document).measures) {
    const std::string_view text = document.TextOf(measure.span);
    if (!has(text, {" le ", " la ", " les ", " des ", " du ", "é", "è", "l’"})) {
      ++english;
      continue;
    }
    ++french;
    const bool modal = has(text, {"peu", "pourr", "doi", "doivent", "dev", "interdit", "tenu", "engag"});
    EXPECT_TRUE(modal || measure.trigger.empty()) << text;
    EXPECT_FALSE(has(text, {" shall ", " should ", " must "})) << text;
  }
  // Modals of relative and conditional clauses are no measures; of all there are, a third is little.
  size_t modals = 0;
  for (const std::string_view word : {" peut ", " peuvent ", " doit ", " doivent ", " devra "}) {
    for (size_t at = document.text.find(word); at != std::string::npos; at = document.text.find(word, at + 1))
      ++modals;
  }
  EXPECT_GE(french * 3, modals);
  EXPECT_GE(english, 20u);
}

TEST(TranslatedMeasures, GermanLawsOfTheCorpusObligeAndAllow) {
  CONCORD_NEED_SHARED();
  const Document document = ReadFromCorpus("akn/de-legaldocml/1-regelungstext-verkuendung-2.xml");
  EXPECT_EQ(document.metadata.language, "de");
  const Findings findings = testing::Extract(document);
  EXPECT_FALSE(findings.measures.empty());
  static constexpr auto kVerbs =
      std::to_array<std::string_view>({"mu", "m\u00FC", "darf", "d\u00FCrf", "k", "so", "hat", "hab", "ist",
                                       "sind", "wird", "werden", "verpflicht"});
  for (const Measure& measure : findings.measures) {
    const std::string quote(document.TextOf(measure.span));
    EXPECT_TRUE(std::ranges::any_of(kVerbs, [&](std::string_view verb) {
      return quote.find(verb) != std::string::npos;
    })) << quote;
  }
}

TEST(GermanMeasures, WordsPutIntoAnotherActAreItsOwn) {
  EXPECT_EQ(MeasuresIn("de", "Nach Satz 1 wird folgender Satz eingefügt: Die Lampe muss leuchten."),
            (Strings{}));
  EXPECT_EQ(MeasuresIn("de", "Die Lampe muss durch eine neue ersetzt werden."),
            (Strings{"obligation Die Lampe muss durch eine neue ersetzt werden"}));
}

// A modal at the end of a German subordinate clause, also in front of a conjunction; what a thing may
// contain.
TEST(TranslatedMeasureTest, ModalsAtTheEndAndPossibilitiesAskNobody) {
  EXPECT_EQ(MeasuresIn("de",
                       "Sie wirken mit bei der Prüfung von Personen, denen Lampen anvertraut werden und die "
                       "Zugang erhalten sollen oder ihn sich verschaffen können."),
            (Strings{}));
  EXPECT_EQ(MeasuresIn("de", "Der Bericht kann auch Pläne der Lampen enthalten."), (Strings{}));
  EXPECT_EQ(MeasuresIn("es", "El uso de la torre podrá comprender usos diversos."), (Strings{}));
  EXPECT_EQ(MeasuresIn("fr", "Le rapport peut comprendre des plans de la tour."), (Strings{}));
}

TEST(TranslatedMeasureTest, WhoeverNeedNotHasNoDuty) {
  EXPECT_EQ(MeasuresIn("de", "Die Betreiber müssen Masten, Lampen und Rahen nicht melden."), (Strings{}));
  EXPECT_EQ(MeasuresIn("de", "Die Betreiber dürfen Masten, Lampen und Rahen nicht verkaufen."),
            (Strings{"prohibition not [Die Betreiber] Die Betreiber dürfen Masten, Lampen und Rahen nicht "
                     "verkaufen"}));
  EXPECT_EQ(MeasuresIn("es", "El operador no está obligado a guardar las lámparas."), (Strings{}));
  EXPECT_EQ(MeasuresIn("es", "El operador no debe vender las lámparas."),
            (Strings{"prohibition not [El operador] El operador no debe vender las lámparas"}));
}

TEST(GermanMeasures, ANumberEndsASentenceInFrontOfAnArticle) {
  EXPECT_EQ(MeasuresIn("de", "Für Lampen gelten die §§ 10 und 11. Die Betreiber müssen Lampen melden."),
            (Strings{"obligation [Die Betreiber] Die Betreiber müssen Lampen melden"}));
  EXPECT_EQ(MeasuresIn("de", "Die Betreiber müssen Lampen bis zum 31. Mai melden."),
            (Strings{"obligation [Die Betreiber] Die Betreiber müssen Lampen bis zum 31. Mai melden"}));
}

TEST(TranslatedMeasureTest, ASectionSignBehindTheModalEndsNoClause) {
  EXPECT_EQ(MeasuresIn("de", "Betreiber müssen § 2 Abs. 1 beachten."),
            (Strings{"obligation [Betreiber] Betreiber müssen § 2 Abs. 1 beachten"}));
}

}  // namespace
}  // namespace concord
