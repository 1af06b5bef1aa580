using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Telehealth.Identity.Access;

/// <summary>What is counted.</summary>
internal enum AttemptKind
{
    /// <summary>Password or second factor.</summary>
    SignIn,

    /// <summary>New accounts.</summary>
    SignUp,

    /// <summary>Mails on demand: confirmation again, forgotten password; and the links' answers.</summary>
    Mail,

    /// <summary>Text messages on demand: the code that proves a number.</summary>
    Text,
}

/// <summary>
/// How often one account's name may be tried from anywhere; the host limits each network address. Counts in memory: the
/// lock of the account itself (five wrong passwords) is in the database and holds over all hosts. 0 turns a limit off.
/// </summary>
internal sealed class Attempts(IConfiguration configuration) : IDisposable
{
    private readonly int signIns = configuration.GetValue("Limits:SignInsPerAccountAndMinute", 10);
    private readonly int mails = configuration.GetValue("Limits:MailsPerAccountAndTenMinutes", 5);

    private readonly int texts = configuration.GetValue("Limits:TextsPerPersonAndDay", 5);

    private readonly PartitionedRateLimiter<(AttemptKind Kind, string Who, int Most)> perName =
        PartitionedRateLimiter.Create<(AttemptKind Kind, string Who, int Most), (AttemptKind, string)>(key =>
            RateLimitPartition.GetFixedWindowLimiter(
                (key.Kind, key.Who),
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = key.Most,
                    Window = WindowOf(key.Kind),
                    QueueLimit = 0,
                }
            )
        );

    /// <summary>Null when the attempt may go on, else how long to wait.</summary>
    public TimeSpan? Take(AttemptKind kind, string? name)
    {
        var most = MostOf(kind);
        if (most <= 0)
        {
            return null;
        }

        using var lease = perName.AttemptAcquire((kind, (name ?? "").Trim().ToUpperInvariant(), most));
        if (lease.IsAcquired)
        {
            return null;
        }

        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    /// <summary>The 429 with Retry-After, or null when the attempt may go on.</summary>
    public IResult? Refuse(HttpContext http, AttemptKind kind, string? name)
    {
        if (Take(kind, name) is not { } wait)
        {
            return null;
        }

        var seconds = Seconds(wait);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Results.Problem(
            Sentence(wait),
            instance: http.Request.Path,
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many tries",
            type: "https://iana.org/assignments/http-problem-types#quota-exceeded",
            extensions: new Dictionary<string, object?> { ["code"] = "identity.too-many-tries" }
        );
    }

    private int MostOf(AttemptKind kind) =>
        kind switch
        {
            AttemptKind.SignIn => signIns,
            AttemptKind.Text => texts,
            _ => mails,
        };

    private static TimeSpan WindowOf(AttemptKind kind) =>
        kind switch
        {
            AttemptKind.SignIn => TimeSpan.FromMinutes(1),
            AttemptKind.Text => TimeSpan.FromDays(1),
            _ => TimeSpan.FromMinutes(10),
        };

    public static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    public static string Sentence(TimeSpan wait) =>
        $"Too many tries. Please wait {Seconds(wait)} seconds and try again.";

    public void Dispose() => perName.Dispose();
}
