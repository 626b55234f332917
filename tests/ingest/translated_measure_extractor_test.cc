// Measures in French and Spanish, worked out by hand; and that a language without words is left alone.
#include <gtest/gtest.h>

#include <string>
#include <vector>

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

TEST(FrenchMeasures, TwoClausesAreTwo) {
  EXPECT_EQ(MeasuresIn("fr", "Le ministre peut fermer le port, et l'exploitant doit obéir."),
            (Strings{"permission [Le ministre] Le ministre peut fermer le port",
                     "obligation [l'exploitant] l'exploitant doit obéir"}));
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

TEST(OtherLanguages, AreNeverReadAsEnglish) {
  // "will" is German for "wants", "may" and "must" stand in Finnish and Dutch words.
  EXPECT_EQ(MeasuresIn("de", "Der Betreiber will den Hafen bauen. Die Parties shall act."), (Strings{}));
  EXPECT_EQ(MeasuresIn("fr", "Les parties shall act."), (Strings{}));
}

}  // namespace
}  // namespace concord
