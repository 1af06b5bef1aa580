using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StripePayouts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "PaymentIntentId",
                table: "wallet_stripe_events",
                newName: "ObjectId");

            migrationBuilder.RenameColumn(
                name: "IntentId",
                table: "wallet_dev_stripe_deliveries",
                newName: "ObjectId");

            migrationBuilder.AddColumn<string>(
                name: "PayoutId",
                table: "wallet_dev_stripe_intents",
                type: "TEXT",
                maxLength: 100,
                nullable: true,
                collation: "BINARY");

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_payouts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false, collation: "BINARY"),
                    CreatedAtMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_payouts", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_payouts");

            migrationBuilder.DropColumn(
                name: "PayoutId",
                table: "wallet_dev_stripe_intents");

            migrationBuilder.RenameColumn(
                name: "ObjectId",
                table: "wallet_stripe_events",
                newName: "PaymentIntentId");

            migrationBuilder.RenameColumn(
                name: "ObjectId",
                table: "wallet_dev_stripe_deliveries",
                newName: "IntentId");
        }
    }
}
