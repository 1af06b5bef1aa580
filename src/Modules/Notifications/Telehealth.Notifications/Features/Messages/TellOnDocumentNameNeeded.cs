using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;
using Telehealth.Receipts.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>
/// A document waits for a name in Latin letters: whoever can give it is asked, once for all that wait (RCP-06).
/// </summary>
[Consumer("notifications.ask-for-name", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellOnDocumentNameNeeded(NotificationsDbContext db, Outgoing outgoing)
    : IReaction<DocumentNameNeededV1>
{
    public async Task On(DocumentNameNeededV1 needed, CancellationToken ct)
    {
        // Of two that began to wait at once, each may think itself the first.
        var (person, template) = (needed.NeededFrom, MessageKind.NameNeeded.Template);
        var told = db.FeedItems.Where(x => x.PersonId == person && x.Template == template && x.ReadAt == null);
        if (needed.First && !await told.AnyAsync(ct))
        {
            await outgoing.Tell(
                needed.NeededFrom,
                MessageKind.NameNeeded,
                new MessageFacts
                {
                    DocumentKind = JsonNamingPolicy.KebabCaseLower.ConvertName(needed.Kind.ToString()),
                    Reference = needed.Reference,
                    ToProvider = needed.OfProvider,
                },
                ct
            );
        }
    }
}
