using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Telehealth.BuildingBlocks.Infrastructure.Http;

/// <summary>The one way the product writes JSON: on the wire, in stored answers and in events.</summary>
public static class ApiJson
{
    /// <summary>For everything but ASP.NET's own options, which <see cref="Apply"/> sets alike.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    /// <summary>
    /// Applies the conventions: camelCase, ISO 8601, typed ids as UUIDs, money as amount and currency.
    /// </summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TypedIdJson());
        options.Converters.Add(new CurrencyJson());
        options.Converters.Add(new MoneyJson());
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        // Stored answers and events outlive a release: an older reader ignores what it does not know.
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        options.RespectRequiredConstructorParameters = false;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

internal sealed class TypedIdJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsValueType && typeToConvert.IsAssignableTo(typeof(ITypedId));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<TId> : JsonConverter<TId>
        where TId : struct, ITypedId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var id)
                ? TId.From(id)
                : throw new JsonException("Expected a UUID.");

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);

        public override TId ReadAsPropertyName(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => Guid.TryParse(reader.GetString(), out var id) ? TId.From(id) : throw new JsonException("Expected a UUID.");

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.Value.ToString());
    }
}

internal sealed class CurrencyJson : JsonConverter<Currency>
{
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Currency.TryParse(reader.GetString(), out var currency)
            ? currency
            : throw new JsonException("Expected an ISO 4217 currency we deal in, such as GBP.");

    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Code);
}

/// <summary><c>{"amount": 6500, "currency": "GBP"}</c>: minor units, whole numbers only.</summary>
internal sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        long? amount = null;
        Currency? currency = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Expected money: {\"amount\": 6500, \"currency\": \"GBP\"}.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "amount" && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var minor))
            {
                amount = minor;
            }
            else if (name == "currency" && reader.TokenType == JsonTokenType.String)
            {
                currency = Currency.TryParse(reader.GetString(), out var known)
                    ? known
                    : throw new JsonException("Expected an ISO 4217 currency we deal in, such as GBP.");
            }
            else
            {
                throw new JsonException(
                    "Money is a whole number of minor units (amount) and a currency, nothing else."
                );
            }
        }

        return amount is { } a && currency is { } c
            ? new Money(a, c)
            : throw new JsonException("Money needs both amount (minor units) and currency.");
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("amount"u8, value.Minor);
        writer.WriteString("currency"u8, value.Currency.Code);
        writer.WriteEndObject();
    }
}
