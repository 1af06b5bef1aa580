using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Telehealth.BuildingBlocks.Infrastructure.Http;

/// <summary>Reads the request headers the API gives a meaning to.</summary>
public static class RequestHeaders
{
    private const int LongestKey = 255;

    /// <summary>
    /// The Idempotency-Key, quoted (Structured-Field string) or bare; null when absent. A key that is empty, over 255
    /// characters or not printable ASCII is a bad request.
    /// </summary>
    public static string? IdempotencyKey(this HttpContext http)
    {
        var header = http.Request.Headers["Idempotency-Key"];
        if (header.Count == 0)
        {
            return null;
        }

        var key = header.Count == 1 ? header[0]!.Trim() : "";
        if (key.Length >= 2 && key[0] == '"' && key[^1] == '"')
        {
            key = key[1..^1];
        }

        return key.Length is > 0 and <= LongestKey && key.All(c => c is >= ' ' and <= '~')
            ? key
            : throw new BadHttpRequestException("Idempotency-Key must be 1 to 255 printable ASCII characters.");
    }

    /// <summary>
    /// The version named by If-Match; null when absent. Anything but one strong tag of ours matches nothing.
    /// </summary>
    public static long? IfMatch(this HttpContext http)
    {
        var header = http.Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return null;
        }

        var text = header.ToString().Trim();
        return
            text.Length > 2
            && text[0] == '"'
            && text[^1] == '"'
            && long.TryParse(
                text.AsSpan(1, text.Length - 2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var v
            )
            ? v
            : -1;
    }

    /// <summary>The error for a PUT, PATCH or DELETE without If-Match: 428 (RFC 6585).</summary>
    public static IResult PreconditionRequired() =>
        Results.Problem(
            "Send If-Match with the ETag you last read, so that nobody's change is overwritten unseen.",
            statusCode: StatusCodes.Status428PreconditionRequired,
            title: "If-Match is required",
            type: "about:blank",
            extensions: new Dictionary<string, object?> { ["code"] = "precondition.required" }
        );
}
