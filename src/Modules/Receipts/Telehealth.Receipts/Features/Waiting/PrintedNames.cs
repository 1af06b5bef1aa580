using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;

namespace Telehealth.Receipts.Features.Waiting;

/// <summary>What documents print of the names other modules answered, and whose they cannot carry.</summary>
internal static class PrintedNames
{
    // What a session is called where its own name has other letters; booking and date say which one it was.
    private const string AnySession = "Session";

    public static MissingName? Missing(this ReceiptFacts facts)
    {
        if (facts.Client.PrintedName is null)
        {
            return new MissingName(facts.Client.PersonId, OfProvider: false);
        }

        // Of a session the platform sells, the provider is only named as who held it.
        var named = facts.IsAgency
            ? facts.Supplier.CanBePrinted
            : DocumentLetters.CanCarry(facts.Supplier.AsPrinted().DisplayName);
        return named ? null : new MissingName(facts.Supplier.ProviderId.Person, OfProvider: true);
    }

    public static MissingName? Missing(this Supplier supplier) =>
        supplier.CanBePrinted ? null : new MissingName(supplier.ProviderId.Person, OfProvider: true);

    public static ReceiptFacts AsPrinted(this ReceiptFacts facts) =>
        facts with
        {
            Supplier = facts.Supplier.AsPrinted(),
            Client = facts.Client with { DisplayName = facts.Client.PrintedName ?? facts.Client.DisplayName },
        };

    public static string Service(string name) => DocumentLetters.CanCarry(name) ? name : AnySession;

    private static Supplier AsPrinted(this Supplier supplier) =>
        DocumentLetters.CanCarry(supplier.DisplayName) || supplier.LegalName.Length == 0
            ? supplier
            : supplier with
            {
                DisplayName = supplier.LegalName,
            };
}
