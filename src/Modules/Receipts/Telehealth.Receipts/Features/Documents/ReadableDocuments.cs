using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Domain;

namespace Telehealth.Receipts.Features.Documents;

/// <summary>
/// Who may read a document: its client; the provider, those in its name and those the platform issued to it; and
/// finance. For all others there is none. What the platform sold to a client is between those two.
/// </summary>
internal static class ReadableDocuments
{
    public static IQueryable<IssuedDocument> ReadableBy(
        this IQueryable<IssuedDocument> documents,
        Actor actor,
        PermissionCatalog permissions
    )
    {
        if (actor.Kind == ActorKind.System || permissions.Grants(actor, ReceiptsModule.ReadAll))
        {
            return documents;
        }

        if (actor.Person is not { } person)
        {
            return documents.Where(_ => false);
        }

        var provider = ProviderId.Of(person);
        var own = Issuer.KeyOf(provider);
        return documents.Where(x =>
            x.ClientId == person || (x.ProviderId == provider && (x.ClientId == null || x.IssuerKey == own))
        );
    }
}
