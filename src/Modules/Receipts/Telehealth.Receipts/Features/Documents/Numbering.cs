using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Documents;

/// <summary>Opens series before a transaction, and takes numbers inside one (RCP-02, ADR 0015).</summary>
internal sealed class Numbering(ReceiptsDbContext db, ISender sender)
{
    private const int MostTries = 5;

    /// <summary>Makes sure the series exists; two first documents of an issuer may race for it.</summary>
    public async Task EnsureSeries(string issuer, DocumentKind kind, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var opened = await sender.Send(new OpenSeries(issuer, kind), ct);
            if (opened.Error is not { } error)
            {
                return;
            }

            if (tries == MostTries)
            {
                throw new InvalidOperationException($"The series of {issuer} could not be opened: {error.Code}.");
            }
        }
    }

    /// <summary>
    /// The next number, in the open transaction: the raised row stays locked until the commit, so that the next
    /// document
    /// of this series waits, and a rollback gives the number back.
    /// </summary>
    public async Task<DocumentNumber> Next(string issuer, DocumentKind kind, CancellationToken ct)
    {
        var series = db.Series.AsNoTracking().Where(x => x.IssuerKey == issuer && x.Kind == kind);
        if (await series.ExecuteUpdateAsync(set => set.SetProperty(x => x.Last, x => x.Last + 1), ct) != 1)
        {
            throw new InvalidOperationException($"The series of {issuer} is not open.");
        }

        var number = await series.Select(x => x.Last).SingleAsync(ct);
        var code = await db.Issuers.AsNoTracking().Where(x => x.Key == issuer).Select(x => x.Code).SingleAsync(ct);
        return new DocumentNumber(issuer, number, NumberSeries.Format(code, kind, number));
    }
}

/// <summary>Opens a series if it is not open yet.</summary>
[InternalRequest]
internal sealed record OpenSeries(string IssuerKey, DocumentKind Kind) : ICommand<Done>;

internal sealed class OpenSeriesHandler(ReceiptsDbContext db, IWork work, IOptions<ReceiptsOptions> options)
    : ICommandHandler<OpenSeries, Done>
{
    public async Task<Result<Done>> Handle(OpenSeries command, CancellationToken ct)
    {
        var (key, kind) = command;
        if (await db.Series.AnyAsync(x => x.IssuerKey == key && x.Kind == kind, ct))
        {
            return Done.Value;
        }

        var known = await db.Issuers.AnyAsync(x => x.Key == key, ct);
        var code = known ? "" : await FreeCode(key, ct);
        await work.Begin(ct);
        if (!known)
        {
            db.Issuers.Add(Issuer.Open(key, code));
        }

        db.Series.Add(NumberSeries.Open(key, kind));
        return Done.Value;
    }

    // Only a first look: the unique index decides, and the caller asks again.
    private async Task<string> FreeCode(string key, CancellationToken ct)
    {
        if (key == Issuer.PlatformKey)
        {
            return options.Value.Platform.SeriesCode.ToUpperInvariant();
        }

        for (var attempt = 0; ; attempt++)
        {
            var code = Issuer.CodeOf(key, attempt);
            if (!await db.Issuers.AnyAsync(x => x.Code == code, ct))
            {
                return code;
            }
        }
    }
}
