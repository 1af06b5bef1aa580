using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Host.Composition;

/// <summary>Where the host listens and how it is reached from outside.</summary>
internal static class Origin
{
    private const string Usual = "http://127.0.0.1:5080";

    public static void AddOrigin(this WebApplicationBuilder builder)
    {
        var urls = builder.Configuration["urls"];
        if (string.IsNullOrWhiteSpace(urls))
        {
            builder.Configuration["urls"] = urls = Usual;
        }

        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            Parsed(url, "urls");
        }

        var origin = builder.Configuration["PublicOrigin"];
        var address = string.IsNullOrWhiteSpace(origin)
            ? Parsed(urls.Split(';')[0], "urls")
            : Parsed(origin, "PublicOrigin");
        builder.Services.AddSingleton(new PublicOrigin(new Uri(address.GetLeftPart(UriPartial.Authority))));
    }

    private static Uri Parsed(string text, string key) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new InvalidConfigurationException(
                $"{key} is '{text}'; it must be an address such as https://telehealth.example or {Usual}."
            );
}
