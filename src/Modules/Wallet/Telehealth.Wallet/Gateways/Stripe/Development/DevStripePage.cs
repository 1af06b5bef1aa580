using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>Looking at the double, telling it how to behave, and answering as the bank's 3-D Secure page.</summary>
internal static class DevStripePage
{
    private const string Label = "Development double of Stripe: no money moves here.";

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/", Look);
        group.MapPost("/behaviour", Behave);
        group.MapPost("/payouts", PayOut);
        group.MapPost("/payouts/{id}/fail", FailPayout);
        group.MapGet("/authenticate/{id}", Ask);
        group.MapPost("/authenticate/{id}", Authenticate);
    }

    private static async Task<IResult> Look(WalletDbContext db, CancellationToken ct)
    {
        var intents = await db.Set<DevStripeIntent>()
            .AsNoTracking()
            .OrderByDescending(x => x.CreatedAtMicros)
            .Take(100)
            .Select(x => new
            {
                x.Id,
                x.Amount,
                x.Currency,
                x.Status,
                x.PaymentMethod,
                x.ErrorCode,
                x.DeclineCode,
            })
            .ToListAsync(ct);
        var deliveries = await db.Set<DevStripeDelivery>()
            .AsNoTracking()
            .OrderByDescending(x => x.Sequence)
            .Take(100)
            .Select(x => new
            {
                x.EventId,
                x.Type,
                x.ObjectId,
                x.State,
                x.Tries,
            })
            .ToListAsync(ct);
        var behaviour = await DevStripeBehaviour.Read(db, ct);
        return Results.Ok(
            new
            {
                label = Label,
                behaviour,
                intents,
                deliveries,
            }
        );
    }

    private static async Task<IResult> Behave(DevStripeBehaviour behaviour, WalletDbContext db, CancellationToken ct)
    {
        await behaviour.Write(db, ct);
        return Results.Ok(behaviour);
    }

    /// <summary>Stripe does this by itself each day.</summary>
    private static async Task<IResult> PayOut(WalletDbContext db, DevStripePayouts payouts, CancellationToken ct)
    {
        var behaviour = await DevStripeBehaviour.Read(db, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var made = await payouts.PayOut(behaviour, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Results.Ok(new { label = Label, payouts = made });
    }

    private static async Task<IResult> FailPayout(
        string id,
        WalletDbContext db,
        DevStripePayouts payouts,
        CancellationToken ct
    )
    {
        var behaviour = await DevStripeBehaviour.Read(db, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var payout = await db.Set<DevStripePayout>().FirstOrDefaultAsync(x => x.Id == id, ct);
        if (payout is not { Status: "paid" })
        {
            return Results.NotFound();
        }

        payouts.Fail(payout, behaviour);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Results.Ok(new { label = Label, payout.Status });
    }

    private static IResult Ask(string id) =>
        Results.Content(
            $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Your bank (development)</title></head>
            <body><h1>Your bank asks: is this you?</h1><p>{Label}</p>
            <form method="post" action="/dev/stripe/authenticate/{WebUtility.UrlEncode(id)}">
            <button name="outcome" value="passed">Yes, pay</button>
            <button name="outcome" value="failed">No, this is not me</button></form></body></html>
            """,
            "text/html"
        );

    private static async Task<IResult> Authenticate(
        string id,
        HttpContext http,
        WalletDbContext db,
        DevStripeIntents intents,
        CancellationToken ct
    )
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
        var behaviour = await DevStripeBehaviour.Read(db, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var intent = await db.Set<DevStripeIntent>().FirstOrDefaultAsync(x => x.Id == id, ct);
        if (intent is not { Status: "requires_action" })
        {
            return Results.NotFound();
        }

        intents.Authenticate(intent, form["outcome"] == "passed", behaviour);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return intent.ReturnUrl is { Length: > 0 } url
            ? Results.Redirect(url)
            : Results.Ok(new { label = Label, intent.Status });
    }
}
