using PhoneNumbers;

namespace Telehealth.Notifications.Gateways;

/// <summary>Phone numbers as gateways take them.</summary>
internal static class SmsNumber
{
    /// <summary>E.164, or null for what is no number that could exist.</summary>
    public static string? Of(string? phone)
    {
        if (string.IsNullOrWhiteSpace(phone))
        {
            return null;
        }

        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var number = util.Parse(phone, null);
            return util.IsPossibleNumber(number) ? util.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
