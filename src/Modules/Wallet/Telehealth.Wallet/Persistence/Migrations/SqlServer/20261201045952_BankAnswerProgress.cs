using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class BankAnswerProgress : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Lines",
                table: "wallet_bank_answers",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LinesDone",
                table: "wallet_bank_answers",
                type: "int",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Lines",
                table: "wallet_bank_answers");

            migrationBuilder.DropColumn(
                name: "LinesDone",
                table: "wallet_bank_answers");
        }
    }
}
