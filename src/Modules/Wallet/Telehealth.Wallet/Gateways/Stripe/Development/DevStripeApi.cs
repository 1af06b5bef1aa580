using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>An answer of the double: a status and Stripe's JSON.</summary>
/// <param name="Status">HTTP's.</param>
/// <param name="Body">Stripe's.</param>
/// <param name="Began">
/// False for a request whose parameters were refused before anything was done: Stripe keeps no answer of such a one.
/// </param>
internal sealed record DevStripeReply(int Status, JsonObject Body, bool Began = true)
{
    /// <summary>The parameters are wrong.</summary>
    public static DevStripeReply Invalid(string code, string message) => Refused(code, message) with { Began = false };

    /// <summary>The state does not allow it.</summary>
    public static DevStripeReply Refused(string code, string message) =>
        new(StatusCodes.Status400BadRequest, DevStripeJson.Error("invalid_request_error", code, message));
}

/// <summary>
/// What every call of the double goes through: the key, Stripe's idempotency (same key and parameters, same answer, for
/// a day), one transaction, and the time-out it may have been told to play.
/// </summary>
internal sealed class DevStripeApi(WalletDbContext db, IOptions<WalletOptions> options, SystemTime system)
{
    public async Task Answer(HttpContext http, Func<IFormCollection, DevStripeBehaviour, Task<DevStripeReply>> work)
    {
        var ct = http.RequestAborted;
        var behaviour = await DevStripeBehaviour.Read(db, ct);
        var reply = await Reply(http, work, behaviour, ct);
        if (behaviour.TimeOut)
        {
            await Task.Delay(TimeSpan.FromMinutes(2), ct);
        }

        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = "application/json";
        http.Response.Headers["Request-Id"] = http.TraceIdentifier;
        await http.Response.WriteAsync(reply.Body, ct);
    }

    private async Task<(int Status, string Body)> Reply(
        HttpContext http,
        Func<IFormCollection, DevStripeBehaviour, Task<DevStripeReply>> work,
        DevStripeBehaviour behaviour,
        CancellationToken ct
    )
    {
        if (http.Request.Headers.Authorization != $"Bearer {options.Value.Stripe.ApiKey}")
        {
            var error = DevStripeJson.Error("invalid_request_error", "api_key_invalid", "Invalid API Key provided.");
            return (StatusCodes.Status401Unauthorized, error.ToJsonString());
        }

        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
        var key = HttpMethods.IsPost(http.Request.Method) ? http.Request.Headers["Idempotency-Key"].ToString() : "";
        if (key.Length > StripeRules.LongestKey)
        {
            var tooLong = DevStripeReply.Invalid("idempotency_key_too_long", "Idempotency keys have 255 characters.");
            return (tooLong.Status, tooLong.Body.ToJsonString());
        }

        var hash = Hash(http.Request.Path, form);
        if (await Stored(key, hash, ct) is { } stored)
        {
            return stored;
        }

        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var reply = await work(form, behaviour);
            var body = reply.Body.ToJsonString();
            if (key.Length > 0 && reply.Began)
            {
                await Forget(key, ct);
                db.Add(
                    new DevStripeAnswer
                    {
                        Key = key,
                        RequestHash = hash,
                        Status = reply.Status,
                        Body = body,
                        CreatedAtMicros = system.NowMicros,
                    }
                );
            }

            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return (reply.Status, body);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear();
            return await Stored(key, hash, ct) ?? throw new InvalidOperationException("The stored answer vanished.", e);
        }
    }

    private async Task<(int Status, string Body)?> Stored(string key, string hash, CancellationToken ct)
    {
        var oldest = Oldest;
        var row =
            key.Length == 0
                ? null
                : await db.Set<DevStripeAnswer>()
                    .AsNoTracking()
                    .FirstOrDefaultAsync(x => x.Key == key && x.CreatedAtMicros > oldest, ct);
        if (row is null)
        {
            return null;
        }

        if (row.RequestHash == hash)
        {
            return (row.Status, row.Body);
        }

        const string message = "Keys for idempotent requests can only be used with the same parameters.";
        var error = DevStripeJson.Error("idempotency_error", "idempotency_error", message);
        return (StatusCodes.Status400BadRequest, error.ToJsonString());
    }

    private long Oldest => system.NowMicros - (long)StripeRules.KeyLife.TotalMicroseconds;

    // Stripe has forgotten it after a day: the same key is a new request then.
    private Task<int> Forget(string key, CancellationToken ct)
    {
        var oldest = Oldest;
        return db.Set<DevStripeAnswer>().Where(x => x.Key == key && x.CreatedAtMicros <= oldest).ExecuteDeleteAsync(ct);
    }

    private static string Hash(PathString path, IFormCollection form)
    {
        var fields = form.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key}={x.Value}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{string.Join('\n', fields)}")));
    }
}
